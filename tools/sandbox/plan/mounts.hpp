// What of the host the agent sees: the workspace, its own volume, files of the session's directory, and the trees that
// the configuration gives it.
#pragma once

#include <string>
#include <vector>

#include "model/effective.hpp"
#include "model/net.hpp"
#include "model/provider.hpp"
#include "model/workspace.hpp"
#include "section.hpp"

namespace scc::sandbox {

// The mounts in the order they stand in the plan. The repository's common git directory is one of its own, which a
// linked worktree would not see otherwise and which cannot be moved away: the hooks in it, which the host would
// execute, are read-only. So are the trees of plugins and skills, each at its own path and nothing beside them. What
// else of the workspace is read-only depends on what there is when a session begins (protection.hpp).
std::vector<Mount> mounts_for(const model::Workspace& workspace,
                              const model::Effective& config,
                              const model::Provider& provider,
                              const model::Net& net);

// "type=bind,source=…,target=…,readonly", fields quoted where they hold a comma.
std::string mount_word(const Mount& mount);

}  // namespace scc::sandbox
