// Taking over `launch-events.jsonl`, the log of scc 2.0 (Python).
//
// Each of its lines becomes an event with that line's time and fields under the names this log uses, and with `origin`,
// the SHA-256 of the line: what is in the log already is not taken again, so that an import can be repeated, and goes
// on where it was interrupted. A line that cannot be read becomes a `log.refused`.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::audit {

using json = nlohmann::json;

// The event in a line of that log. Faults are Code::config, and `where` is `name`.
Result<json> imported_event(std::string_view line, const std::string& name);

// {"file", "lines", "recorded", "known", "refused", "faults": [{"where", "message"}]}
Result<json> import(const cli::Args& args, const json& input);
std::string import_text(const cli::Args& args, const json& data);
Code import_status(const json& data);

}  // namespace scc::audit
