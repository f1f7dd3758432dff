// Worktrees taken away: one by its name, or all that are gone or merged.
//
// A directory is put aside by one rename before anything is deleted, and noted before that (place/begun.hpp): a removal
// that was killed has not begun, or is brought to its end by the next command.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::worktree {

using json = nlohmann::json;

// {"repository", "removed": [{"name", "path", "branch", "branch_deleted", "because"}]}. Code::usage, with what would be
// lost, when there is something and --force is not given. A session that goes on there is stopped first.
Result<json> remove(const cli::Args& args, const json& input);

// The same for all whose directory is gone, and with --merged for those whose commits are in their base.
Result<json> prune(const cli::Args& args, const json& input);

std::string removed_text(const cli::Args& args, const json& data);

}  // namespace scc::worktree
