// Whether what a launch needs is there: an engine, the images, and what builds those.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::sandbox {

// A document of kind `health`.
Result<nlohmann::json> health(const cli::Args& args, const nlohmann::json& input);

}  // namespace scc::sandbox
