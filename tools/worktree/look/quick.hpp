// What is not committed in a worktree, told quickly.
//
// What git's status needs is one look at each file and one at each directory; libgit2 looks three times as long. Here
// the index is read in place and the directories are gone through once, side by side with it:
//
//     a file the index knows    its stat is the index's: unchanged; else its content is hashed
//     a name it does not know   ignored, or untracked
//     the index's own tree      HEAD's: nothing is staged; else libgit2 compares them
//
// Whatever is unusual (index_file.hpp, a file where a directory was) is left to libgit2's status.
#pragma once

#include <optional>
#include <string>

#include "look.hpp"
#include "place/git.hpp"

namespace scc::worktree {

// Nothing when it has to be left to libgit2.
std::optional<Dirt> quick_dirt(git_repository* worktree, const std::string& top);

}  // namespace scc::worktree
