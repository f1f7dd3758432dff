// What the machine executes on its own, kept from the agent although it lies in what is mounted read-write: git's
// hooks, the files that tell git where its directories are, and the files that the configuration protects.
//
// A read-only mount over a path is not enough: a directory above it could be moved and another put in its place. So
// each directory between the path and the mount it lies in is mounted over itself; a mount point can be neither moved
// nor removed. What stands at a symbolic link is not mounted, because the link might lead to anything on the machine;
// it is watched instead (trust/watch.hpp).
#pragma once

#include <string>
#include <vector>

#include "model/effective.hpp"
#include "model/workspace.hpp"
#include "section.hpp"

namespace scc::sandbox {

// The directories of git hooks, which must exist before they can be mounted: the repository's and its submodules'.
std::vector<std::string> hooks_of(const model::Workspace& workspace);

// The mounts, by what there is on this machine now.
std::vector<Mount> protections(const model::Workspace& workspace, const model::Effective& config);

}  // namespace scc::sandbox
