// Whether what worktrees need is there: what `scc doctor` asks of this tool.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::worktree {

using json = nlohmann::json;

Result<json> health(const cli::Args& args, const json& input);

}  // namespace scc::worktree
