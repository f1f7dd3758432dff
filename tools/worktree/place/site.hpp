// A repository and the place of its worktrees: <parent>/<repository>-worktrees/<name>.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "git.hpp"

namespace scc::worktree {

struct Site {
    std::string common;  // the common git directory
    std::string main;    // the main worktree; empty when the repository is bare
    std::string folder;  // where worktrees go

    std::string path_of(std::string_view name) const;
    std::string books() const { return common + "/worktrees"; }  // where the repository keeps its entries
};

Site site_of(git_repository* repository);

// A worktree as the repository's own books have it: .git/worktrees/<id>.
struct Entry {
    std::string id;  // empty for the main worktree
    std::string name;
    std::string path;
    std::string branch;  // empty when detached
    bool is_main = false;
    std::optional<std::string> lock;  // why it is locked
};

// The main worktree first, when there is one; the others by their path.
Result<std::vector<Entry>> entries(const Site& site);

// What scc knows of a worktree beyond git: what it was made from. Kept below the state directory, not in the
// repository.
struct Origin {
    std::string base;    // the branch; empty when it was a detached commit
    std::string commit;  // the commit it started from
};

// The lock of those who change the books of this repository's worktrees.
std::string turn_path(const Site& site);

Result<Done> write_origin(const Site& site, const std::string& path, const Origin& origin);
std::optional<Origin> origin_of(const Site& site, const std::string& path);
void forget_origin(const Site& site, const std::string& path);

}  // namespace scc::worktree
