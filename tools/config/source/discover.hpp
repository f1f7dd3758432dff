// From a directory to the workspace around it.
//
// The workspace is the top of the git work tree the directory lies in, else the nearest directory above it that holds
// a .scc.toml, else the directory itself. The repository is read as files (.git, HEAD, commondir, gitdir): no git
// program runs, so nothing a repository configures is executed.
#pragma once

#include <string>

#include "base/error.hpp"
#include "model/workspace.hpp"

namespace scc::config {

// Code::not_found when there is no such directory. Whether the workspace is one that may be mounted is for the stage
// that mounts it to say.
Result<model::Workspace> discover(const std::string& path);

}  // namespace scc::config
