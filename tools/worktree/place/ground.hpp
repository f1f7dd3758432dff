// What every verb starts from: the repository that is meant, its worktrees, and nothing left over from killed commands.
#pragma once

#include <string>
#include <vector>

#include "cli/options.hpp"
#include "place/git.hpp"
#include "place/site.hpp"

namespace scc::worktree {

struct Ground {
    Repository repository;
    Site site;
    std::vector<Entry> known;

    // The branch of the main worktree, or of a bare repository's HEAD; empty when it is detached.
    std::string main_branch() const;
};

// The repository that the first operand names where there are more than `names` operands, else the one around here.
Result<Ground> ground_of(const cli::Args& args, std::size_t names);

}  // namespace scc::worktree
