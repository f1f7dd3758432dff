#include "repository.hpp"

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "kind.hpp"

namespace scc::sandbox::trust {
namespace {

constexpr std::size_t most_modules = 256;

// Where the .git file of the work tree points; empty where that is a directory.
std::string pointed_to(const std::string& root) {
    constexpr std::string_view prefix = "gitdir:";
    const auto pointer = file::read(path::join(root, ".git"), 4096);
    if (!pointer || !pointer->starts_with(prefix)) return "";
    return path::normal(text::trim(std::string_view(*pointer).substr(prefix.size())), root);
}

bool is_git_directory(const std::string& directory) {
    return file::exists(path::join(directory, "HEAD")) && file::is_directory(path::join(directory, "objects"));
}

// A submodule's name may have slashes: what is no git directory is looked into.
void find_modules(const std::string& folder, std::vector<std::string>& found) {
    for (const std::string& name : file::list(folder).value_or({})) {
        const std::string directory = path::join(folder, name);
        if (found.size() == most_modules || kind_of(directory) != Kind::directory) continue;
        if (!is_git_directory(directory)) {
            find_modules(directory, found);
            continue;
        }
        found.push_back(directory);
        find_modules(path::join(directory, "modules"), found);
    }
}

}  // namespace

Repository repository_of(const model::Workspace& workspace) {
    Repository repository;
    if (!workspace.repository) return repository;
    repository.common = *workspace.repository;
    const std::string admin = path::join(repository.common, "worktrees");
    const std::string pointer = pointed_to(workspace.root);
    const std::string name = workspace.worktree ? std::string(path::basename(pointer)) : "";
    repository.own = name.empty() ? repository.common : path::join(admin, name);
    for (const std::string& other : file::list(admin).value_or({})) {
        const std::string folder = path::join(admin, other);
        if (other != name && kind_of(folder) == Kind::directory) repository.siblings.push_back(folder);
    }
    find_modules(path::join(repository.common, "modules"), repository.modules);
    return repository;
}

}  // namespace scc::sandbox::trust
