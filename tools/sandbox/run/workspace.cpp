#include "workspace.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "cli/tty.hpp"
#include "proc/places.hpp"
#include "proc/run.hpp"

namespace scc::sandbox {
namespace {

// Nothing below these is a workspace, unless it is a project.
constexpr std::string_view system_directories[] = {
    "/bin",
    "/boot",
    "/dev",
    "/etc",
    "/lib",
    "/lib32",
    "/lib64",
    "/proc",
    "/run",
    "/sbin",
    "/sys",
    "/usr",
    "/var",
};

// These themselves are none, but what lies in them may be.
constexpr std::string_view shared_directories[] = {
    "/",
    "/home",
    "/media",
    "/mnt",
    "/opt",
    "/root",
    "/srv",
    "/tmp",
    "/var/tmp",
};

constexpr std::string_view project_marks[] = {".git", ".hg", ".scc.toml", ".svn"};

bool is_project(const std::string& directory) {
    return std::ranges::any_of(project_marks,
                               [&](std::string_view mark) { return file::exists(path::join(directory, mark)); });
}

Result<Done> check_directory(const model::Workspace& workspace) {
    struct stat status = {};
    if (::stat(workspace.root.c_str(), &status) != 0 || !S_ISDIR(status.st_mode)) {
        return Error{
            Code::not_found, "there is no directory " + text::quoted(workspace.root), "", "plan:/data/workspace/root"};
    }
    if (status.st_uid == workspace.uid && status.st_gid == workspace.gid) return Done{};
    return Error{Code::config,
                 text::quoted(workspace.root) + " changed its owner since it was planned",
                 "make the plan again",
                 "plan:/data/workspace/owner"};
}

Result<Done> check_suspicious(const cli::Args& args, const std::string& root) {
    const std::string why = suspicious(root, places::home());
    if (why.empty()) return Done{};
    // The container's own root directory stands at that place.
    if (root != "/" && args.has("allow-suspicious-workspace")) return Done{};
    return Error{Code::denied,
                 text::quoted(root) + " is no workspace: it is " + why,
                 root == "/" ? "name a project's directory"
                             : "name a project's directory, or pass --allow-suspicious-workspace"};
}

// Nothing that the repository names is run for it.
Result<Done> switch_to_new(const std::string& root, const std::string& branch) {
    const auto made = proc::output_of({.argv = {"git",
                                                "-C",
                                                root,
                                                "-c",
                                                "core.hooksPath=/dev/null",
                                                "-c",
                                                "core.fsmonitor=false",
                                                "switch",
                                                "--quiet",
                                                "--create",
                                                branch}});
    if (made) return Done{};
    const std::string said = made.error().message;
    return Error{Code::tool,
                 "cannot make branch " + text::quoted(branch) + ": " + said.substr(said.rfind(": ") + 2),
                 "choose another name"};
}

// The person decides where the agent works; a branch of somebody else's repository is theirs to make.
Result<Done> ask_for_branch(model::Workspace& workspace, const std::string& said, const std::string& provider) {
    if (workspace.uid != ::geteuid()) {
        SCC_TRY(const bool yes, cli::tty::confirm(said + ". Let the agent work on it?", false));
        return yes ? Result<Done>(Done{}) : Error{Code::interrupted, "cancelled"};
    }
    SCC_TRY(const std::size_t chosen,
            cli::tty::choose(said + ".",
                             {"make a branch and work there",
                              "let the agent work on " + text::quoted(*workspace.branch),
                              "cancel; scc worktree create NAME makes a directory of its own"}));
    if (chosen == 2) return Error{Code::interrupted, "cancelled"};
    if (chosen == 1) return Done{};
    SCC_TRY(const std::string branch, cli::tty::ask("Name of the branch", "scc/" + provider));
    SCC_CHECK(switch_to_new(workspace.root, branch));
    workspace.branch = branch;
    return Done{};
}

Result<Done> check_branch(const cli::Args& args, Sections& sections) {
    const std::vector<std::string>& branches = sections.config.protected_branches.value;
    const std::string branch = sections.workspace.branch.value_or("");
    if (branch.empty() || std::ranges::find(branches, branch) == branches.end()) return Done{};
    if (args.has("allow-protected-branch")) return Done{};
    const std::string said = "branch " + text::quoted(branch) + " is protected";
    if (!cli::tty::can_ask(args)) {
        return Error{Code::denied,
                     said,
                     "work on a branch of your own (scc worktree create NAME), or pass --allow-protected-branch",
                     sections.config.protected_branches.origin.because};
    }
    return ask_for_branch(sections.workspace, said, sections.provider.id);
}

}  // namespace

std::string suspicious(const std::string& directory, const std::string& home) {
    if (directory == "/") return "the root of the file system";
    if (directory == home) return "the home directory";
    if (path::is_within(home, directory)) return "a directory above the home directory";
    if (std::ranges::find(shared_directories, directory) != std::end(shared_directories)) return "a shared directory";
    for (const std::string_view system : system_directories) {
        if (directory == system) return "a system directory";
        if (path::is_within(directory, system) && !path::is_within(directory, home) && !is_project(directory)) {
            return "in a system directory, and no project";
        }
    }
    return "";
}

Result<Done> check_workspace(const cli::Args& args, Sections& sections, bool once) {
    SCC_CHECK(check_directory(sections.workspace));
    SCC_CHECK(check_suspicious(args, sections.workspace.root));
    return once ? Result<Done>(Done{}) : check_branch(args, sections);
}

}  // namespace scc::sandbox
