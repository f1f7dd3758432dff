// Bringing the commits of a worktree into its base: by moving the base's branch on, by a merge, or as one commit.
//
// The result is made in memory by libgit2, which runs no merge driver: where two sides meet in one place nothing is
// changed and the files are named. Then the base's branch moves there, and where it is checked out git moves the files,
// refusing what would overwrite changes.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::worktree {

using json = nlohmann::json;

// {"name", "base", "how": "fast-forward", "merge", "squash" or "nothing", "commit"}
Result<json> merge(const cli::Args& args, const json& input);

std::string merged_text(const cli::Args& args, const json& data);

}  // namespace scc::worktree
