// What would change, team by team, if another organisation's file took the place of the one there is.
//
// Each team is merged under both files, as a launch merges it, and compared (change.hpp). A team that only the new file
// has is compared with what people without a team have now. For the review of a change to the file: status 6 when
// anything widens.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/time.hpp"
#include "change.hpp"
#include "cli/options.hpp"
#include "org/org.hpp"

namespace scc::config {

using json = nlohmann::json;

// {"file", "against", "added", "removed", "widens", "changes": [{"effect", "field", "item", "before", "after",
// "teams": [NAME or null for no team…]}]}
Result<json> simulate(const cli::Args& args, const json& input);
std::string simulate_text(const cli::Args& args, const json& data);
Code simulate_status(const json& data);  // Code::denied when anything widens

// A team under one file; `team` is empty for people without one.
Rules rules_of(const Org& org, const std::string& team, time::Seconds now);

}  // namespace scc::config
