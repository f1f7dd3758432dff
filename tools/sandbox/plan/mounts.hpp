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

// The mounts in the order they stand in the plan. A linked worktree sees the repository's common git directory as
// well; the hooks in it, which the host would execute, are read-only. So are the trees of plugins and skills, each at
// its own path and nothing beside them.
std::vector<Mount> mounts_for(const model::Workspace& workspace,
                              const model::Effective& config,
                              const model::Provider& provider,
                              const model::Net& net);

// "type=bind,source=…,target=…,readonly", fields quoted where they hold a comma.
std::string mount_word(const Mount& mount);

// The directory of git hooks that must exist on the host before it can be mounted; empty when there is no repository.
std::string hooks_of(const model::Workspace& workspace);

// Read-only mounts of the admin folders of the repository's other worktrees: to git inside they look abandoned, and
// `git worktree prune` would delete them.
std::vector<Mount> sibling_mounts(const model::Workspace& workspace);

}  // namespace scc::sandbox
