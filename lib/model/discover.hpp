// From a directory to the workspace around it.
//
// The workspace is the top of the git work tree the directory lies in, else the nearest directory above it that holds
// a .scc.toml, else the directory itself. The repository is read as files (.git, HEAD, commondir, gitdir): no git
// program runs, so nothing a repository configures is executed.
#pragma once

#include <string>

#include "base/error.hpp"
#include "model/workspace.hpp"

namespace scc::model {

// What marks the top of a workspace without a repository: its own settings.
inline constexpr const char* workspace_file = ".scc.toml";

// Code::not_found when there is no such directory. Whether the workspace is one that may be mounted is for the stage
// that mounts it to say.
Result<Workspace> discover(const std::string& path);

}  // namespace scc::model
