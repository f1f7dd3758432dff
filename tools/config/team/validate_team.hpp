// Whether a team gets what it asks for.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::config {

using json = nlohmann::json;

// {"team", "source", "valid", "plugins", "refused": [{"list", "kind", "item", "reason", "because"}]} for the team that
// is named, else the selected one. With --file that file stands for the team's own. A file with a fault is
// Code::config, one that the organisation does not grant Code::denied, a team there is not Code::not_found.
Result<json> validate_team(const cli::Args& args, const json& input);
std::string validate_team_text(const cli::Args& args, const json& data);
Code validate_team_status(const json& data);  // Code::denied when something is refused

}  // namespace scc::config
