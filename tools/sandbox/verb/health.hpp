// Whether what a launch needs is there: an engine, the images, and what builds those.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::sandbox {

// A document of kind `health`. With a plan on --plan-fd, images are judged by its configuration.
inline constexpr cli::Option health_options[] = {
    {.name = "plan-fd", .value = "N", .help = "read a plan with the configuration from descriptor N"},
};

Result<nlohmann::json> health(const cli::Args& args, const nlohmann::json& input);

}  // namespace scc::sandbox
