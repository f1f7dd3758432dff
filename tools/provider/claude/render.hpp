// The configuration in Claude Code's own words.
//
// What governs lies in /etc/claude-code, which nothing inside can change and whose settings stand above all others: the
// hook that asks the guard, marketplaces and plugins, the servers, the skills. What a person wishes for an agent in a
// repository is a file of settings below that one and above the agent's own in the volume. The volume is the user's:
// the start script adds there what the first start would ask, and changes nothing that stands there.
//
// Under an organisation the lists are complete: what is not on them is refused by the agent itself, whether it comes
// from the volume, the repository or an option. Standalone they are added to what the user has.
#pragma once

#include <string_view>

#include "rendering.hpp"
#include "secrets.hpp"

namespace scc::provider {

// The program that starts the agent, and what it starts it with: personal settings, and servers beside the user's own.
inline constexpr std::string_view claude_start = "/etc/scc/provider/start";
inline constexpr std::string_view claude_settings_file = "/etc/scc/provider/settings.json";
inline constexpr std::string_view claude_servers_file = "/etc/scc/provider/mcp.json";

Result<Rendering> render_claude(const Subject& subject);

// The parts of it.

// Whether the agent takes the plugin's marketplace from its maker alone, whatever it is given.
bool claude_ignores(const model::Artifact& plugin);

model::ProvidedFile claude_managed_settings(const model::Effective& config);
model::ProvidedFile claude_personal_settings(const model::Effective& config);
model::ProvidedFile claude_servers(const model::Effective& config, Secrets& secrets);
model::ProvidedFile claude_start_script();

}  // namespace scc::provider
