// The repository's folders of other work trees, as a sandbox sees them: copies in the session's directory. To git
// inside, those work trees look abandoned, because their files are not there: `git worktree prune` deletes their
// folders, and `git gc` shortens their logs. Where the folders are read-only, gc fails; so it gets copies, which are
// marked as locked.
#pragma once

#include <string>
#include <vector>

#include "model/workspace.hpp"
#include "plan/section.hpp"

namespace scc::sandbox {

// Makes the copies below `directory`, and returns the mounts that put them in place of the folders.
Result<std::vector<Mount>> copy_worktrees(const model::Workspace& workspace, const std::string& directory);

}  // namespace scc::sandbox
