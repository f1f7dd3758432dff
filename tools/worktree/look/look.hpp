// One worktree, looked at: its commit, how far it is from its base, and what is not committed.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "base/time.hpp"
#include "place/site.hpp"

namespace scc::worktree {

struct Dirt {
    std::size_t staged = 0;
    std::size_t modified = 0;
    std::size_t untracked = 0;  // an untracked directory counts once
};

struct Distance {
    std::string base;
    std::size_t ahead = 0;
    std::size_t behind = 0;
};

struct Look {
    bool missing = false;  // its directory is gone
    std::string head;      // the commit; empty when there is none
    std::optional<time::Seconds> last_commit;
    std::optional<Distance> distance;
    std::optional<Dirt> dirt;
};

// `main_branch` is the base of a worktree whose origin is not known. Opens a repository of its own, so that several
// worktrees can be looked at at once.
Look look_at(const Site& site, const Entry& entry, const std::string& main_branch);

}  // namespace scc::worktree
