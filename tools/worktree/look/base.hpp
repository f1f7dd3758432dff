// What a worktree is compared with and merged into.
#pragma once

#include <optional>
#include <string>

#include "place/git.hpp"
#include "place/site.hpp"

namespace scc::worktree {

struct Base {
    std::string name;  // of the branch, or the beginning of a commit
    git_oid commit = {};
    bool is_branch = false;
};

// The base branch as it stands now; the commit the worktree started from when that branch is gone. `main_branch` is the
// base of a worktree whose origin is not known.
std::optional<Base> base_of(git_repository* repository,
                            const Site& site,
                            const Entry& entry,
                            const std::string& main_branch);

}  // namespace scc::worktree
