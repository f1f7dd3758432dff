// Taking old segments away: the verb `retain`.
//
// The log says so itself: heads.json keeps number and hash of the last record that went, from which the chain goes on,
// and a record `log.removed` stands in the log. A segment that disappears in another way is missing.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/time.hpp"
#include "cli/options.hpp"

namespace scc::audit {

using json = nlohmann::json;

// Removes the segments of more than `months` whole months before that of `now`, never the newest; returns their names.
Result<std::vector<std::string>> retain(const std::string& directory, std::uint64_t months, time::Seconds now);

// {"removed": ["2026-01.jsonl"], "months"}
Result<json> retain_verb(const cli::Args& args, const json& input);
std::string retained_text(const cli::Args& args, const json& data);

}  // namespace scc::audit
