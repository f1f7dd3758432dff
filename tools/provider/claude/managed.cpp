#include <nlohmann/json.hpp>

#include "hook/configuration.hpp"
#include "render.hpp"
#include "wire/parse.hpp"

namespace scc::provider {
namespace {

using nlohmann::json;

constexpr std::string_view path = "/etc/claude-code/managed-settings.d/50-scc.json";

// The agent's own words for a tree of plugins on this machine.
json directory(const model::Marketplace& marketplace) {
    return {{"source", "directory"}, {"path", marketplace.content->path}};
}

std::string name_of(const model::Marketplace& marketplace) { return marketplace.name.value_or(marketplace.alias); }

void add_marketplaces(const model::Effective& config, json& settings) {
    json known = json::object();
    for (const model::Marketplace& marketplace : config.marketplaces) {
        if (marketplace.content) known[name_of(marketplace)] = {{"source", directory(marketplace)}};
    }
    settings["extraKnownMarketplaces"] = known;
}

void add_plugins(const model::Effective& config, json& settings) {
    json enabled = json::object();
    for (const model::Artifact* plugin : artifacts_for(config, "plugin", "claude")) {
        enabled[native_ref_of(*plugin)] = true;
    }
    settings["enabledPlugins"] = enabled;
}

// A marketplace brings more plugins than those that count; one that the volume or the repository switches on stays off.
void disable_the_others(const model::Effective& config, json& enabled) {
    for (const model::Marketplace& marketplace : config.marketplaces) {
        if (!marketplace.content) continue;
        for (const std::string& plugin : marketplace.plugins) {
            const std::string ref = plugin + "@" + name_of(marketplace);
            if (!enabled.contains(ref)) enabled[ref] = false;
        }
    }
}

void close(const model::Effective& config, json& settings) {
    json sources = json::array();
    for (const model::Marketplace& marketplace : config.marketplaces) {
        if (marketplace.content) sources.push_back(directory(marketplace));
    }
    settings["strictKnownMarketplaces"] = sources;
    disable_the_others(config, settings["enabledPlugins"]);
    settings["disableSideloadFlags"] = true;
    settings["disableClaudeAiConnectors"] = true;
}

}  // namespace

model::ProvidedFile claude_managed_settings(const model::Effective& config) {
    const hook::Host& host = *hook::host_named("claude");
    json settings = hook::configuration(host, hook::command_line({"/usr/lib/scc/scc-guard", "hook", "claude"}));
    settings["permissions"] = {{"defaultMode", "bypassPermissions"}};
    settings["skipDangerousModePermissionPrompt"] = true;
    add_marketplaces(config, settings);
    add_plugins(config, settings);
    if (config.organization) close(config, settings);
    return {std::string(path), 0444, wire::text_of(settings)};
}

}  // namespace scc::provider
