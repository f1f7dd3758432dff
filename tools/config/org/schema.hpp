// The schemas of what people write.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::config {

// Prints the JSON Schema of organisation files, or of the kind of document that the operand names.
Result<int> org_schema(const cli::Args& args, const nlohmann::json& input);

}  // namespace scc::config
