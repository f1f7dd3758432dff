#include <algorithm>
#include <nlohmann/json.hpp>

#include "hook/configuration.hpp"
#include "render.hpp"
#include "wire/parse.hpp"

namespace scc::provider {
namespace {

using nlohmann::json;

constexpr std::string_view path = "/etc/claude-code/managed-settings.d/50-scc.json";

// Names that the agent takes from its maker's repositories alone: it ignores a tree under one of them.
constexpr std::string_view reserved[] = {
    "agent-skills",
    "anthropic-agent-skills",
    "anthropic-marketplace",
    "anthropic-plugins",
    "claude-code-marketplace",
    "claude-code-plugins",
    "claude-community",
    "claude-for-legal",
    "claude-for-financial-services",
    "claude-plugin-directory",
    "claude-plugins-community",
    "claude-plugins-official",
    "claude-tag-plugins",
    "financial-services-plugins",
    "first-party-plugins",
    "healthcare",
    "knowledge-work-plugins",
    "life-sciences",
};

// The agent's own words for a tree of plugins on this machine.
json directory(const model::Marketplace& marketplace) {
    return {{"source", "directory"}, {"path", marketplace.content->path}};
}

std::string name_of(const model::Marketplace& marketplace) { return marketplace.name.value_or(marketplace.alias); }

bool is_reserved(std::string_view name) { return std::ranges::find(reserved, name) != std::end(reserved); }

// Those whose plugins the agent can be given.
std::vector<const model::Marketplace*> marketplaces_in(const model::Effective& config) {
    std::vector<const model::Marketplace*> found;
    for (const model::Marketplace& marketplace : config.marketplaces) {
        if (marketplace.content && !is_reserved(name_of(marketplace))) found.push_back(&marketplace);
    }
    return found;
}

json known_marketplaces(const model::Effective& config) {
    json known = json::object();
    for (const model::Marketplace* marketplace : marketplaces_in(config)) {
        known[name_of(*marketplace)] = {{"source", directory(*marketplace)}};
    }
    return known;
}

json enabled_plugins(const model::Effective& config) {
    json enabled = json::object();
    for (const model::Artifact* plugin : artifacts_for(config, "plugin", "claude")) {
        if (!claude_ignores(*plugin)) enabled[native_ref_of(*plugin)] = true;
    }
    return enabled;
}

// A marketplace brings more plugins than those that count; one that the volume or the repository switches on stays off.
void disable_the_others(const model::Effective& config, json& enabled) {
    for (const model::Marketplace* marketplace : marketplaces_in(config)) {
        for (const std::string& plugin : marketplace->plugins) {
            const std::string ref = plugin + "@" + name_of(*marketplace);
            if (!enabled.contains(ref)) enabled[ref] = false;
        }
    }
}

// Methods of signing in (scc-provider(1)) that are no account's.
constexpr std::string_view without_account[] = {"api-key", "gateway"};

// The agent refuses keys where an account is forced; with a list that knows both, it cannot be told.
bool wants_account(const model::Effective& config) {
    const auto& methods = setup_of(config, "claude").sign_in;
    return methods && std::ranges::none_of(methods->value, [](const std::string& method) {
               return std::ranges::find(without_account, method) != std::end(without_account);
           });
}

void close(const model::Effective& config, json& settings) {
    json sources = json::array();
    for (const model::Marketplace* marketplace : marketplaces_in(config)) sources.push_back(directory(*marketplace));
    settings["strictKnownMarketplaces"] = sources;
    disable_the_others(config, settings["enabledPlugins"]);
    settings["disableSideloadFlags"] = true;
    settings["disableClaudeAiConnectors"] = true;
}

}  // namespace

bool claude_ignores(const model::Artifact& plugin) { return plugin.marketplace && is_reserved(*plugin.marketplace); }

model::ProvidedFile claude_managed_settings(const model::Effective& config) {
    const hook::Host& host = *hook::host_named("claude");
    json settings =
        hook::configuration_in_sandbox(host, hook::command_line({"/usr/lib/scc/scc-guard", "hook", "claude"}));
    settings["permissions"] = {{"defaultMode", "bypassPermissions"}};
    settings["skipDangerousModePermissionPrompt"] = true;
    settings["extraKnownMarketplaces"] = known_marketplaces(config);
    settings["enabledPlugins"] = enabled_plugins(config);
    if (config.organization) close(config, settings);
    if (wants_account(config)) settings["forceLoginMethod"] = "claudeai";
    if (setup_of(config, "claude").gateway) settings["skipWebFetchPreflight"] = true;
    return {std::string(path), 0444, wire::text_of(settings)};
}

}  // namespace scc::provider
