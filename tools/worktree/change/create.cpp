#include "create.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "make.hpp"
#include "model/workspace.hpp"
#include "place/git.hpp"
#include "place/ground.hpp"
#include "place/name.hpp"
#include "place/site.hpp"
#include "shell/quote.hpp"
#include "wire/envelope.hpp"

namespace scc::worktree {
namespace {

Result<Done> check_path(const std::vector<Entry>& known, const std::string& path) {
    const auto entry = std::ranges::find(known, path, &Entry::path);
    if (entry != known.end() && !file::exists(path)) {
        return taken("the worktree " + text::quoted(path) + " is registered, but its directory is gone",
                     "scc worktree prune takes it out of the books, or choose another name");
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

Result<Wish> read_wish(const cli::Args& args, const Ground& ground) {
    git_repository* repository = ground.repository.get();
    const std::vector<Entry>& known = ground.known;
    Wish wish{.name = args.operands.back()};
    SCC_CHECK(check_name(wish.name));
    const auto base = args.text("base");
    const auto branch = args.text("branch");
    if (base && branch) return Error{Code::usage, "'--base' and '--branch' exclude each other"};
    wish.path = ground.site.path_of(wish.name);
    wish.is_new_branch = !branch;
    wish.copies = args.all("copy");
    wish.branch = branch.value_or(branch_for(wish.name));

    SCC_TRY(wish.start, start_of(args, repository, known));
    SCC_CHECK(check_path(known, wish.path));
    if (wish.is_new_branch) SCC_CHECK(check_new_branch(repository, wish.branch));
    wish.origin.commit = text_of(*git_commit_id(wish.start.get()));
    wish.origin.base = base.value_or(branch_of(repository));
    if (!is_branch(repository, wish.origin.base)) wish.origin.base.clear();
    return wish;
}

Result<model::Workspace> workspace_of(const Site& site, const Wish& wish) {
    model::Workspace workspace;
    SCC_TRY(workspace.root, path::real(wish.path));
    workspace.entry = workspace.root;
    workspace.repository = site.common;
    workspace.worktree = model::Worktree{wish.name, wish.branch};
    workspace.branch = wish.branch;
    struct stat status = {};
    if (::stat(workspace.root.c_str(), &status) != 0) {
        return Error{Code::tool, "cannot enter " + text::quoted(workspace.root) + ": " + std::strerror(errno)};
    }
    workspace.uid = status.st_uid;
    workspace.gid = status.st_gid;
    return workspace;
}

}  // namespace

Result<json> create(const cli::Args& args, const json&) {
    SCC_TRY(const Ground ground, ground_of(args, 1));
    git_repository* repository = ground.repository.get();
    const Site& site = ground.site;
    SCC_TRY(const Wish wish, read_wish(args, ground));
    SCC_CHECK(make(repository, site, wish));
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
