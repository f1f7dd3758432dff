// What scc-net needs of this machine: the proxy's image folder, and Squid's opinion where Squid is installed.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::net {

Result<nlohmann::json> health(const cli::Args& args, const nlohmann::json& input);

}  // namespace scc::net
