// The git directories a sandbox can write to. They are found by reading files: no git program runs, so nothing that a
// repository configures is executed.
#pragma once

#include <string>
#include <vector>

#include "model/workspace.hpp"

namespace scc::sandbox::trust {

struct Repository {
    std::string common;                 // the repository itself
    std::string own;                    // of the workspace's work tree: `common`, or its folder in common/worktrees
    std::vector<std::string> siblings;  // folders of the other work trees
    std::vector<std::string> modules;   // git directories of submodules, nested ones included
};

// Everything empty when the workspace is in no repository.
Repository repository_of(const model::Workspace& workspace);

}  // namespace scc::sandbox::trust
