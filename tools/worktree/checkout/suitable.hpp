// Which commits the writer of this room may write, and which only git can.
//
// The writer puts blobs into files as they are. That is what git does as well unless something says otherwise:
// attributes, line ends, a part of the tree that is left out, submodules, objects that are elsewhere or replaced,
// repositories of another format. Each of these is looked for; where one is found, or cannot be told, git writes.
#pragma once

#include <string>

#include "place/git.hpp"

namespace scc::worktree {

// Why git must write the files of `entries`, in a word or two; empty when the writer may.
std::string needs_git(git_repository* repository, git_index* entries);

}  // namespace scc::worktree
