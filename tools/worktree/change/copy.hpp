// What git ignores and one does not want to make again (node_modules, .venv, target): copied from the main worktree
// into a new one. Files share their blocks with the original where the file system can (FICLONE), else they are copied;
// they are never the same file, since what the agent writes there would be written here as well.
#pragma once

#include <string>
#include <vector>

#include "base/error.hpp"

namespace scc::worktree {

// Copies what git ignores in the worktree `from` and a pattern names: a path, or the last part of one, as a shell
// matches it. Code::not_found when a pattern names nothing.
Result<Done> copy_ignored(const std::string& from, const std::string& to, const std::vector<std::string>& patterns);

}  // namespace scc::worktree
