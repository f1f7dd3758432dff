// Whether the log can be written and is whole: what `scc doctor` asks of this tool.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::audit {

using json = nlohmann::json;

Result<json> health(const cli::Args& args, const json& input);

}  // namespace scc::audit
