// The verb `report`.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::audit {

// Writes the page to standard output or to the file of --output. The whole log is checked, whatever its size; 3 when it
// is not whole, with the page written all the same.
Result<int> report(const cli::Args& args, const nlohmann::json& input);

}  // namespace scc::audit
