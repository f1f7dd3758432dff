// What may become a record: a flat JSON object with a `type`, bare or as a document of kind `event`.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace scc::audit {

using json = nlohmann::json;

inline constexpr std::size_t longest_event = 1U << 20U;

// The event in a line or document of input, without its secrets. Faults are Code::config, and `where` begins with
// `name`, which is "standard input:LINE" for a line.
Result<json> read_event(std::string_view line, const std::string& name);

// What stands in the log for a line that is no event: type `log.refused`, the reason, the line's beginning, and its
// `session` when it has one.
json refusal_of(std::string_view line, const Error& why);

}  // namespace scc::audit
