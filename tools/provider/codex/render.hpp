// The configuration in Codex's own words (docs/decisions/0018).
//
//     /etc/codex/requirements.toml   what holds, whatever else is said: the hook that asks the guard; under an
//                                    organisation also the lists of servers and marketplaces, and the gateway
//     the workspace, the volume      what a repository and the user say, within that
//     /etc/codex/config.toml         what else is wanted: servers, plugins, personal settings, quiet
//     /etc/codex/skills, …/plugins   trees; the start script links plugins to where Codex keeps installed ones
//
// A key that Codex does not know it ignores silently, so each key here is one that was seen to do something. A
// requirement it cannot read keeps it from starting.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "rendering.hpp"

namespace scc::provider {

inline constexpr std::string_view codex_plugins = "/etc/codex/plugins";

// The two files on their way: objects that become TOML.
struct CodexFiles {
    nlohmann::json& config;
    nlohmann::json& requirements;
};

// Each adds one subject to both files and to the rest of the rendering. Under an organisation the lists are complete:
// what is not on them is refused by Codex itself.
void add_codex_servers(const model::Effective& config, const CodexFiles& files, Rendering& rendering);
void add_codex_plugins(const model::Effective& config, const CodexFiles& files, Rendering& rendering);

// How Codex is reached and signed in to; Code::config when a gateway is no URL.
Result<Done> add_codex_access(const Subject& subject, const CodexFiles& files, Rendering& rendering);

model::ProvidedFile codex_start_script();

}  // namespace scc::provider
