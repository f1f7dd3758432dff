#include <algorithm>

#include "artifact/shipped.hpp"
#include "base/text.hpp"
#include "match/plugin_reference.hpp"
#include "parts.hpp"

namespace scc::config {
namespace {

Merge::Refused by(const char* what, const Text& pattern) {
    return {std::string(what) + " " + text::quoted(pattern.value), pattern.origin, pattern.value};
}

const Text* match_of(const Merge& merge, const std::vector<Text>& patterns, const std::string& plugin) {
    if (patterns.empty()) return nullptr;
    for (const std::string& name : merge.names_of(plugin)) {
        if (const Text* pattern = first_plugin_match(patterns, name)) return pattern;
    }
    return nullptr;
}

// A team's own file may disable plugins as well.
bool is_teams(const Text& pattern) { return pattern.origin.from.starts_with("team."); }

// The patterns that may disable it: the plugin that helps to hold the rules is the organisation's alone to disable.
std::vector<Text> disabling(const Org& org, const std::string& plugin) {
    std::vector<Text> patterns = org.defaults.disabled_plugins;
    if (is_shipped(plugin)) std::erase_if(patterns, is_teams);
    return patterns;
}

// The gates in their order; whether the plugin passed all of them.
bool admitted(Merge& merge, const std::string& plugin, const Layer& layer) {
    const Org* org = merge.org;
    if (org == nullptr) return true;
    if (!passes_blocks(merge, plugin, layer.name)) return false;
    if (&layer == &org->defaults.layer) return true;
    if (const auto refused = merge.undelegated("plugin", layer)) {
        if (!merge.deny("plugin", plugin, layer.name, *refused)) return false;
    }
    const auto& allowed = org->defaults.allowed_plugins;
    if (!allowed || first_plugin_match(*allowed, plugin) != nullptr) return true;
    return merge.deny(
        "plugin",
        plugin,
        layer.name,
        {"it is not on the organisation's list of allowed plugins", org->origin("/defaults/allowed_plugins")});
}

void add(Merge& merge, const Text& reference, const Layer& layer) {
    const auto plugin = normal_plugin(reference.value, merge.aliases);
    if (!plugin) {
        return merge.reject("plugin", reference.value, layer.name, {plugin.error().message, reference.origin});
    }
    const bool known = std::ranges::count(merge.out.plugins, *plugin, &model::Plugin::ref) > 0;
    if (!known && admitted(merge, *plugin, layer)) merge.out.plugins.push_back({*plugin, reference.origin});
}

}  // namespace

bool passes_blocks(Merge& merge, const std::string& plugin, const std::string& layer) {
    const Org& org = *merge.org;
    if (const Text* blocked = match_of(merge, org.security.blocked_plugins, plugin)) {
        if (!merge.block("plugin", plugin, layer, by("security blocks", *blocked))) return false;
    }
    const std::vector<Text> patterns = disabling(org, plugin);
    const Text* disabled = match_of(merge, patterns, plugin);
    if (disabled == nullptr) return true;
    const char* what = is_teams(*disabled) ? "the team disables" : "the organisation disables";
    return merge.deny("plugin", plugin, layer, by(what, *disabled));
}

void merge_plugins(Merge& merge) {
    for (const Layer* layer : merge.layers) {
        for (const Text& reference : layer->plugins) add(merge, reference, *layer);
    }
    if (merge.team == nullptr || !merge.team->config_source) return;
    merge.reject("team-file",
                 *merge.team->config_source,
                 merge.team->layer.name,
                 {"the team's own file has never been fetched",
                  merge.org->origin("/profiles/" + merge.team->name + "/config_source")});
}

}  // namespace scc::config
