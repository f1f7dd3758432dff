// `status`: where one stands.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "cli/options.hpp"

namespace scc::sandbox {

// {"engine", "workspace", "running": [sessions with "cpu" and "memory"], "last": the newest session of this workspace}
Result<nlohmann::json> status(const cli::Args& args, const nlohmann::json& input);
std::string text_of_status(const cli::Args& args, const nlohmann::json& data);

}  // namespace scc::sandbox
