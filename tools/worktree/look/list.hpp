// The worktrees of a repository: what they stand on, what is not committed in them, and whether a session runs there.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::worktree {

using json = nlohmann::json;

// {"repository", "worktrees": [{"name", "path", "main", "branch", "head", "base", "ahead", "behind", "dirty":
// {"staged", "modified", "untracked"}, "last_commit", "locked", "lock_reason", "missing", "session",
// "session_state"}]}. What cannot be known is null.
Result<json> list(const cli::Args& args, const json& input);

std::string list_text(const cli::Args& args, const json& data);

}  // namespace scc::worktree
