// The verb `stats`: how often what happened, and on which day.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::audit {

using json = nlohmann::json;

// {"events", "sessions", "first", "last", "unreadable", "verified", "counts": [{"of", "values": [{"name", "count"}]}],
//  "days": [{"day", "sessions", "events", "allowed", "warned", "blocked"}]}
Result<json> stats(const cli::Args& args, const json& input);
std::string stats_text(const cli::Args& args, const json& data);

}  // namespace scc::audit
