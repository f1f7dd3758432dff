#include "render.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "claude.hpp"
#include "gateway.hpp"
#include "registry.hpp"

namespace scc::provider {
namespace {

constexpr std::string_view skills = "/etc/claude-code/.claude/skills/";

// What the agent is told by variables because of this launch; what holds for every launch stands in the record.
void add_env(const Subject& subject, const std::optional<Gateway>& gateway, Rendering& rendering) {
    // It refuses to skip its permission prompts for uid 0 unless it is told that it runs in a sandbox.
    if (subject.wish.uid == 0) rendering.env.push_back({"IS_SANDBOX", "1", std::nullopt});
    if (gateway) rendering.env.push_back({"ANTHROPIC_BASE_URL", gateway->url, std::nullopt});
}

// With a credential of this machine it talks to its vendor's interface alone. Only a sign-in in the volume is renewed
// elsewhere.
std::vector<model::ProviderHost> hosts_for(const Auth& auth, const std::optional<Gateway>& gateway) {
    if (gateway) return {gateway->host};
    std::vector<model::ProviderHost> hosts = hosts_of(claude);
    if (!auth.mechanism.starts_with("volume:")) {
        std::erase_if(hosts, [](const model::ProviderHost& host) { return host.because != "runtime"; });
    }
    return hosts;
}

void name_what_is_left(const model::Effective& config, Rendering& rendering) {
    for (const model::Artifact* plugin : artifacts_for(config, "plugin", "claude")) {
        if (!claude_ignores(*plugin)) continue;
        rendering.unexpressed.push_back(
            {"plugin",
             plugin->name,
             "Claude Code takes marketplace " + text::quoted(*plugin->marketplace) + " from its maker alone"});
    }
    leave_integrations(config, claude, rendering);
}

}  // namespace

Result<Rendering> render_claude(const Subject& subject) {
    SCC_TRY(const auto gateway, gateway_of(subject.config, claude.id));
    Rendering rendering{.hosts = hosts_for(subject.auth, gateway)};
    Secrets secrets;
    rendering.files = {claude_managed_settings(subject.config),
                       claude_servers(subject.config, secrets),
                       claude_personal_settings(subject.config),
                       claude_start_script()};
    add_env(subject, gateway, rendering);
    std::ranges::move(secrets.variables(), std::back_inserter(rendering.env));
    add_skills(subject.config, claude.id, skills, rendering);
    name_what_is_left(subject.config, rendering);
    return rendering;
}

}  // namespace scc::provider
