#include "create.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <functional>
#include <nlohmann/json.hpp>
#include <thread>
#include <vector>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "git.hpp"
#include "model/workspace.hpp"
#include "name.hpp"
#include "proc/interrupts.hpp"
#include "proc/run.hpp"
#include "shell/quote.hpp"
#include "site.hpp"
#include "wire/envelope.hpp"

namespace scc::worktree {
namespace {

// What was done, to be undone in reverse unless it is kept.
class Undo {
public:
    Undo() = default;
    ~Undo() {
        for (auto step = steps_.rbegin(); step != steps_.rend(); ++step) (*step)();
    }
    Undo(const Undo&) = delete;
    Undo& operator=(const Undo&) = delete;
    void add(std::function<void()> step) { steps_.push_back(std::move(step)); }
    void keep() { steps_.clear(); }

private:
    std::vector<std::function<void()>> steps_;
};

// What the command line asks for, found in the repository.
struct Wish {
    std::string name;
    std::string path;
    std::string branch;
    bool is_new_branch = true;
    Origin origin;
    Commit start;
};

Error taken(std::string message, std::string hint) { return {Code::usage, std::move(message), std::move(hint)}; }

Result<Done> check_path(const Site& site, const std::vector<Entry>& known, const std::string& path) {
    const auto entry = std::ranges::find(known, path, &Entry::path);
    if (entry != known.end() && !file::exists(path)) {
        return taken("the worktree " + text::quoted(path) + " is registered, but its directory is gone",
                     "git -C " + shell::quote(site.main.empty() ? site.common : site.main) + " worktree prune");
    }
    if (entry != known.end()) {
        return taken("the worktree " + text::quoted(path) + " exists already",
                     "cd " + shell::quote(path) + " && scc, or choose another name");
    }
    if (file::exists(path)) return taken(text::quoted(path) + " exists already", "choose another name");
    return Done{};
}

Result<Done> check_new_branch(git_repository* repository, const std::string& branch) {
    if (has_branch(repository, branch)) {
        return taken("the branch " + text::quoted(branch) + " exists already",
                     "choose another name, or take it as it is with --branch " + shell::quote(branch));
    }
    const std::string other = branch_in_the_way(repository, branch);
    if (other.empty()) return Done{};
    return taken("the branch " + text::quoted(other) + " exists, so there can be no " + text::quoted(branch),
                 "choose another name");
}

Result<Done> check_old_branch(git_repository* repository, const std::vector<Entry>& known, const std::string& branch) {
    if (!has_branch(repository, branch)) {
        return Error{Code::not_found, "there is no local branch " + text::quoted(branch), "git branch --list"};
    }
    const auto holder = std::ranges::find(known, branch, &Entry::branch);
    if (holder == known.end()) return Done{};
    return taken("the branch " + text::quoted(branch) + " is checked out in " + text::quoted(holder->path),
                 "cd " + shell::quote(holder->path));
}

// Whether a name stands for a branch, here or of a remote, and so goes on meaning something tomorrow.
bool is_branch(git_repository* repository, const std::string& name) {
    git_reference* found = nullptr;
    const int status = git_branch_lookup(&found, repository, name.c_str(), GIT_BRANCH_ALL);
    const Reference held(found);
    return status == 0;
}

Result<Commit> start_of(const cli::Args& args, git_repository* repository, const std::vector<Entry>& known) {
    if (const auto branch = args.text("branch")) {
        SCC_CHECK(check_old_branch(repository, known, *branch));
        return commit_named(repository, "refs/heads/" + *branch);
    }
    const auto base = args.text("base");
    return base ? commit_named(repository, *base) : head_commit(repository);
}

Result<Wish> read_wish(const cli::Args& args, git_repository* repository, const Site& site) {
    Wish wish{.name = args.operands.back()};
    SCC_CHECK(check_name(wish.name));
    const auto base = args.text("base");
    const auto branch = args.text("branch");
    if (base && branch) return Error{Code::usage, "'--base' and '--branch' exclude each other"};
    wish.path = site.path_of(wish.name);
    wish.is_new_branch = !branch;
    wish.branch = branch.value_or(branch_for(wish.name));

    SCC_TRY(const std::vector<Entry> known, entries(site));
    SCC_TRY(wish.start, start_of(args, repository, known));
    SCC_CHECK(check_path(site, known, wish.path));
    if (wish.is_new_branch) SCC_CHECK(check_new_branch(repository, wish.branch));
    wish.origin.commit = text_of(*git_commit_id(wish.start.get()));
    wish.origin.base = base.value_or(branch_of(repository));
    if (!is_branch(repository, wish.origin.base)) wish.origin.base.clear();
    return wish;
}

Error cannot_make(const std::string& path) {
    return {Code::tool, "cannot make directory " + text::quoted(path) + ": " + std::strerror(errno)};
}

// The directory of all worktrees and, in it, the new one, which must not be there yet.
Result<Done> make_directories(const Site& site, const std::string& path, Undo& undo) {
    if (!file::is_directory(site.folder)) {
        SCC_CHECK(file::make_directories(site.folder, 0777));
        undo.add([folder = site.folder] { ::rmdir(folder.c_str()); });
    }
    if (::mkdir(path.c_str(), 0777) != 0) {
        if (errno == EEXIST) return taken(text::quoted(path) + " exists already", "choose another name");
        return cannot_make(path);
    }
    undo.add([path] { static_cast<void>(file::remove_all(path)); });
    return Done{};
}

// Deletes the branch when it still stands where it was made.
void delete_branch(git_repository* repository, const std::string& name, const git_oid& start) {
    git_reference* found = nullptr;
    if (git_branch_lookup(&found, repository, name.c_str(), GIT_BRANCH_LOCAL) != 0) return;
    const Reference held(found);
    const git_oid* now = git_reference_target(found);
    if (now != nullptr && git_oid_equal(now, &start) != 0) git_branch_delete(found);
}

Result<Done> make_branch(git_repository* repository, const Wish& wish, Undo& undo) {
    git_reference* made = nullptr;
    const int status = git_branch_create(&made, repository, wish.branch.c_str(), wish.start.get(), 0);
    const Reference held(made);
    if (status == GIT_EEXISTS) {
        return taken("the branch " + text::quoted(wish.branch) + " exists already", "choose another name");
    }
    if (status != 0) return git_error("make the branch " + text::quoted(wish.branch));
    undo.add([repository, name = wish.branch, start = *git_commit_id(wish.start.get())] {
        delete_branch(repository, name, start);
    });
    return Done{};
}

void strike_off(const Site& site, const std::string& path) {
    const auto known = entries(site);
    if (!known) return;
    const auto entry = std::ranges::find(*known, path, &Entry::path);
    if (entry != known->end() && !entry->id.empty()) {
        static_cast<void>(file::remove_all(path::join(site.books(), entry->id)));
    }
}

// Strikes off what git began to write and did not come to give a place: no entry of that kind was there `before`.
void strike_off_begun(const Site& site, const std::vector<std::string>& before) {
    for (const std::string& id : file::list(site.books()).value_or(std::vector<std::string>())) {
        const std::string entry = path::join(site.books(), id);
        const bool is_new = std::ranges::find(before, id) == before.end();
        const bool has_place = !file::read(path::join(entry, "gitdir")).value_or("").empty();
        if (is_new && !has_place) static_cast<void>(file::remove_all(entry));
    }
}

// git in `directory`, without hooks, daemons, network, questions and what the environment says of other repositories.
proc::Command git_in(const std::string& directory, const std::vector<std::string>& words) {
    const unsigned workers = 2 * std::max(1U, std::thread::hardware_concurrency());
    proc::Command git{.argv = {"git",
                               "-C",
                               directory,
                               "-c",
                               "checkout.workers=" + std::to_string(workers),
                               "-c",
                               "core.hooksPath=/dev/null",
                               "-c",
                               "core.fsmonitor=false"}};
    git.argv.insert(git.argv.end(), words.begin(), words.end());
    git.env = {"LC_ALL=C", "GIT_ALLOW_PROTOCOL=none", "GIT_TERMINAL_PROMPT=0", "GIT_LFS_SKIP_SMUDGE=1"};
    for (const char* name : {"GIT_DIR",
                             "GIT_WORK_TREE",
                             "GIT_COMMON_DIR",
                             "GIT_INDEX_FILE",
                             "GIT_OBJECT_DIRECTORY",
                             "GIT_ALTERNATE_OBJECT_DIRECTORIES",
                             "GIT_NAMESPACE",
                             "GIT_PREFIX"}) {
        git.env.emplace_back(name);
    }
    git.timeout = std::chrono::hours(6);
    return git;
}

// What git says first is what went wrong; what it says last is what that led to.
std::string reason_in(const proc::Outcome& outcome) {
    for (const std::string& line : text::words(outcome.err, '\n')) {
        for (const std::string_view label : {"error: ", "fatal: "}) {
            if (line.starts_with(label)) return line.substr(label.size());
        }
    }
    return "exit status " + std::to_string(outcome.status);
}

constexpr std::string_view nothing_left = "neither worktree nor branch is left behind";

Error interrupted() { return {Code::interrupted, "interrupted", std::string(nothing_left)}; }

Result<Done> succeeds(const proc::Command& git) {
    const auto outcome = proc::run(git);
    if (proc::Interrupts::count() != 0) return interrupted();
    if (!outcome) return outcome.error();
    if (outcome->status == 0) return Done{};
    return Error{Code::tool, "git cannot fill the worktree: " + reason_in(*outcome), std::string(nothing_left)};
}

// Enters the worktree in the repository's books. git fails when it reads an entry that another git is just writing, so
// callers take turns; filling the worktree, which takes the time, is done side by side.
Result<Done> enroll(const Site& site, const Wish& wish, Undo& undo) {
    SCC_TRY(const file::Descriptor turn, file::lock(turn_path(site)));
    SCC_TRY(const std::vector<std::string> before, file::list(site.books()));
    undo.add([&site, path = wish.path] { strike_off(site, path); });
    const auto enrolled = succeeds(git_in(site.main.empty() ? site.common : site.main,
                                          {"worktree", "add", "-q", "--no-checkout", wish.path, wish.branch}));
    if (!enrolled) strike_off_begun(site, before);
    return enrolled;
}

Result<Done> fill(const Wish& wish) {
    return succeeds(git_in(wish.path, {"reset", "-q", "--hard", "--no-recurse-submodules"}));
}

Result<Done> perform(git_repository* repository, const Site& site, const Wish& wish) {
    const proc::Interrupts interrupts;
    Undo undo;
    SCC_CHECK(make_directories(site, wish.path, undo));
    if (wish.is_new_branch) SCC_CHECK(make_branch(repository, wish, undo));
    SCC_CHECK(enroll(site, wish, undo));
    SCC_CHECK(fill(wish));
    undo.add([&] { forget_origin(site, wish.path); });
    SCC_CHECK(write_origin(site, wish.path, wish.origin));
    if (proc::Interrupts::count() != 0) return interrupted();
    undo.keep();
    return Done{};
}

Result<model::Workspace> workspace_of(const Site& site, const Wish& wish) {
    model::Workspace workspace;
    SCC_TRY(workspace.root, path::real(wish.path));
    workspace.entry = workspace.root;
    workspace.repository = site.common;
    workspace.worktree = model::Worktree{wish.name, wish.branch};
    workspace.branch = wish.branch;
    struct stat status = {};
    if (::stat(workspace.root.c_str(), &status) != 0) return cannot_make(workspace.root);
    workspace.uid = status.st_uid;
    workspace.gid = status.st_gid;
    return workspace;
}

}  // namespace

Result<json> create(const cli::Args& args, const json&) {
    SCC_TRY(const std::string here, path::current());
    const std::string place = args.operands.size() > 1 ? path::normal(args.operand(0), here) : here;
    SCC_TRY(const Repository repository, open(place));
    const Site site = site_of(repository.get());
    SCC_TRY(const Wish wish, read_wish(args, repository.get(), site));
    SCC_CHECK(perform(repository.get(), site, wish));
    SCC_TRY(const model::Workspace workspace, workspace_of(site, wish));
    return wire::with_section(json::object(), "workspace", model::to_json(workspace));
}

std::string created_text(const cli::Args&, const json& plan) {
    const json& workspace = plan.at("workspace");
    const std::string root = workspace.at("root").get<std::string>();
    return "worktree  " + root + "\nbranch    " + workspace.at("branch").get<std::string>() + "\nnext      scc start " +
           shell::quote(root) + "\n";
}

}  // namespace scc::worktree
