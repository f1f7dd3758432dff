// The commands about teams.
#pragma once

#include "cli/tool.hpp"
#include "options.hpp"
#include "team.hpp"
#include "validate_team.hpp"

namespace scc::config {

inline constexpr cli::Verb team_verbs[] = {
    {.name = "team list",
     .help = "list the organisation's teams",
     .options = option::listing_teams,
     .emits = "teams",
     .body = list_teams,
     .text = teams_text},
    {.name = "team current",
     .help = "show the selected team",
     .options = option::of_org,
     .emits = "team",
     .body = current_team,
     .text = team_text},
    {.name = "team info",
     .operands = "NAME",
     .help = "show what a team has",
     .options = option::of_org,
     .takes = {1, 1},
     .emits = "team",
     .body = team_info,
     .text = team_text},
    {.name = "team validate",
     .operands = "[NAME]",
     .help = "check what a team asks for, its own file included",
     .options = option::checking_team,
     .takes = {0, 1},
     .emits = "team-check",
     .body = validate_team,
     .text = validate_team_text,
     .status = validate_team_status},
    {.name = "team switch",
     .operands = "[NAME]",
     .help = "select a team for the launches to come",
     .options = option::switching,
     .takes = {0, 1},
     .emits = "team",
     .body = switch_team,
     .text = team_text},
};

}  // namespace scc::config
