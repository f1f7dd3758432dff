// The configuration in Gemini CLI's own words (docs/decisions/0019).
//
//     /etc/gemini-cli/settings.json          what holds, above all other settings: the hook that asks the guard, the
//                                            servers, how it is signed in to, quiet
//     the workspace, the volume              what a repository and the user say, below that
//     /etc/gemini-cli/system-defaults.json   personal settings, below all others
//     /etc/gemini-cli/skills                 trees; the start script makes them the user's
//     /etc/scc/provider/servers              the names of the servers that count, one a line, under an organisation
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "rendering.hpp"

namespace scc::provider {

inline constexpr std::string_view gemini_skills = "/etc/gemini-cli/skills/";
inline constexpr std::string_view gemini_servers_file = "/etc/scc/provider/servers";

// Each adds one subject to the settings and to the rest of the rendering.
void add_gemini_servers(const model::Effective& config, nlohmann::json& settings, Rendering& rendering);

// How it is reached and signed in to; Code::config when a gateway is no URL.
Result<Done> add_gemini_access(const Subject& subject, nlohmann::json& settings, Rendering& rendering);

model::ProvidedFile gemini_start_script();

}  // namespace scc::provider
