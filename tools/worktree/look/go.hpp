// Going to a worktree: `switch` says where it is, `enter` starts a shell there.
//
// A word is a name or a part of one; "^" is the main worktree, "-" the one that OLDPWD is in.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::worktree {

using json = nlohmann::json;

// Prints the path, and nothing when there is none: what a shell goes to. With --json: {"name", "path", "branch"}.
Result<int> print_path(const cli::Args& args, const json& input);

// Becomes the user's shell, with SCC_WORKTREE set to the name.
Result<int> enter(const cli::Args& args, const json& input);

}  // namespace scc::worktree
