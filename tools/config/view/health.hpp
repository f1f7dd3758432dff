// Whether settings, organisation and team are in order.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::config {

Result<nlohmann::json> health(const cli::Args& args, const nlohmann::json& input);

}  // namespace scc::config
