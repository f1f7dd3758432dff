// The organisation's teams, and which of them is selected.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/error.hpp"
#include "cli/options.hpp"
#include "source/sources.hpp"

namespace scc::config {

using json = nlohmann::json;

// The team a launch takes when nobody names one; empty for none. There is an organisation.
std::string selected_in(const Sources& sources);

// {"organization", "teams": [{"name", "description", "selected"}]}
Result<json> list_teams(const cli::Args& args, const json& input);

// One team: {"name", "description", "selected", "network_policy", "plugins", …} as the merge gives it without a
// workspace. `current` is Code::not_found when none is selected.
Result<json> current_team(const cli::Args& args, const json& input);
Result<json> team_info(const cli::Args& args, const json& input);

// Stores the setting `team`; without a name the person is asked where somebody can be.
Result<json> switch_team(const cli::Args& args, const json& input);

std::string teams_text(const cli::Args& args, const json& data);
std::string team_text(const cli::Args& args, const json& data);

}  // namespace scc::config
