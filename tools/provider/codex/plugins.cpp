#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "registry.hpp"
#include "render.hpp"

namespace scc::provider {
namespace {

using nlohmann::json;

constexpr std::string_view known =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "abcdefghijklmnopqrstuvwxyz"
    "0123456789-_";

bool is_name(std::string_view text) { return !text.empty() && text.find_first_not_of(known) == std::string::npos; }

// Why Codex cannot have the plugin; empty when it can.
std::string reason_against(const model::Artifact& plugin, const json& marketplaces) {
    const std::string ref = native_ref_of(plugin);
    const std::size_t at = ref.find('@');
    const std::string marketplace = at == std::string::npos ? "" : ref.substr(at + 1);
    if (!is_name(ref.substr(0, at)) || !is_name(marketplace)) {
        return "Codex takes letters, digits, - and _ only in the names of a plugin and its marketplace";
    }
    if (!plugin.content || !marketplaces.contains(marketplace)) {
        return "its marketplace has no content, and Codex takes plugins from one that is on this machine";
    }
    return {};
}

// Codex prefers the version "local" of a plugin to all others.
std::string place_of(const std::string& ref) {
    const std::size_t at = ref.find('@');
    return std::string(codex_plugins) + "/" + ref.substr(at + 1) + "/" + ref.substr(0, at) + "/local";
}

json marketplaces_of(const model::Effective& config) {
    json marketplaces = json::object();
    for (const model::Marketplace& at : config.marketplaces) {
        if (!at.content) continue;
        marketplaces[at.name.value_or(at.alias)] = {{"source_type", "local"}, {"source", at.content->path}};
    }
    return marketplaces;
}

// No other marketplace counts. A plugin's own servers were not among what passed the gates, so they stay off; without
// any plugin nothing is asked of the vendor's marketplace.
void close(const json& marketplaces, const json& plugins, json& requirements) {
    json sources = json::object();
    for (const auto& [name, marketplace] : marketplaces.items()) {
        sources[name] = {{"source", "local"}, {"path", marketplace["source"]}};
    }
    requirements["marketplaces"] = {{"restrict_to_allowed_sources", true}, {"allowed_sources", sources}};
    for (const auto& [ref, plugin] : plugins.items()) {
        requirements["plugins"][ref]["mcp_servers"] = json::object();
    }
    if (plugins.empty()) requirements["features"]["plugins"] = false;
}

}  // namespace

void add_codex_plugins(const model::Effective& config, const CodexFiles& files, Rendering& rendering) {
    const json marketplaces = marketplaces_of(config);
    json plugins = json::object();
    for (const model::Artifact* plugin : artifacts_for(config, "plugin", codex.id)) {
        if (const std::string reason = reason_against(*plugin, marketplaces); !reason.empty()) {
            rendering.unexpressed.push_back({"plugin", plugin->name, reason});
            continue;
        }
        const std::string ref = native_ref_of(*plugin);
        plugins[ref] = {{"enabled", true}};
        rendering.trees.push_back({place_of(ref), plugin->content->path});
    }
    if (!marketplaces.empty()) files.config["marketplaces"] = marketplaces;
    if (!plugins.empty()) files.config["plugins"] = plugins;
    if (config.organization) close(marketplaces, plugins, files.requirements);
}

}  // namespace scc::provider
