// The commands about personal profiles.
#pragma once

#include "cli/tool.hpp"
#include "commands.hpp"
#include "options.hpp"
#include "view/verbs.hpp"

namespace scc::config {

namespace option {

inline constexpr Option applying[] = {
    org,
    team,
    network,
    standalone,
    offline,
    {.name = "preview", .help = "only show what would count"},
    {.name = "off", .help = "keep it, and use it no more"},
};

}  // namespace option

inline constexpr cli::Verb profile_verbs[] = {
    {.name = "profile save",
     .operands = "[PATH|-]",
     .help = "keep what the agents have in this workspace as the personal profile, and use it",
     .takes = {0, 1},
     .accepts = "agent_settings",
     .reads_input = from_stage_before,
     .emits = "profile",
     .body = save_profile,
     .text = profile_text},
    {.name = "profile apply",
     .operands = "[PATH]",
     .help = "use the profile, and show what of it counts here",
     .options = option::applying,
     .takes = {0, 1},
     .emits = "profile_effect",
     .body = apply_profile,
     .text = effect_text},
    {.name = "profile diff",
     .operands = "[PATH]",
     .help = "show how what the agents have now differs from the profile",
     .takes = {0, 1},
     .emits = "profile_status",
     .body = profile_status,
     .text = profile_diff_text},
    {.name = "profile status",
     .operands = "[PATH]",
     .help = "say whether there is a profile, whether it is used, and whether it is up to date",
     .takes = {0, 1},
     .emits = "profile_status",
     .body = profile_status,
     .text = profile_status_text},
    {.name = "profile list",
     .help = "list the profiles of all repositories",
     .emits = "profiles",
     .body = list_profiles,
     .text = profiles_text},
    {.name = "profile export",
     .operands = "[PATH]",
     .help = "print the profile, for 'profile import' elsewhere",
     .takes = {0, 1},
     .emits = "profile",
     .body = export_profile},
    {.name = "profile import",
     .operands = "FILE",
     .help = "take over profiles from a file, or from every file of a directory",
     .options = option::writing,
     .takes = {1, 1},
     .emits = "profiles",
     .body = import_profiles,
     .text = profiles_text},
};

}  // namespace scc::config
