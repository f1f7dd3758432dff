// Changes one value in a TOML text and leaves every other byte, comments included, as it was.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace scc::wire {

// The text with the value at `path` ({"personal", "network_policy"}) set, or taken out when `value` is null; the header
// of its table stays. Code::config when it is no TOML, or when its
// layout does not let that be done on one line; what comes out always reads as the old document with that one value
// changed. `name` is the file, for messages.
Result<std::string> with_value(std::string_view text,
                               const std::vector<std::string>& path,
                               const nlohmann::json& value,
                               std::string_view name);

}  // namespace scc::wire
