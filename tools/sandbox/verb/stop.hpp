// `stop`: ends running sandboxes. Their supervisors write the end and clean up.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "cli/options.hpp"

namespace scc::sandbox {

// {"stopped": [names]}
Result<nlohmann::json> stop(const cli::Args& args, const nlohmann::json& input);
std::string text_of_stop(const cli::Args& args, const nlohmann::json& data);

}  // namespace scc::sandbox
