#include "team_copy.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "match/plugin_reference.hpp"
#include "wire/parse.hpp"

namespace scc::config {
namespace {

constexpr Terms terms = {.ttl_hours = 24, .max_age_hours = 7 * 24};

// Without the organisation's marketplaces its own default plugins would have no source.
Result<Done> check_hidden(const Org& org, const Team& team) {
    if (team.trust.inherit_org_marketplaces) return Done{};
    const std::vector<std::string> names = aliases_of(org.marketplaces);
    for (const Text& reference : org.defaults.layer.plugins) {
        const auto plugin = normal_plugin(reference.value, names);
        if (!plugin || std::ranges::count(names, plugin->substr(plugin->find('@') + 1)) == 0) continue;
        return Error{Code::denied,
                     "the team does not inherit the organisation's marketplaces, and its default plugin " +
                         text::quoted(*plugin) + " comes from one",
                     "set trust.inherit_org_marketplaces, or take the plugin out of the defaults",
                     reference.origin.because};
    }
    return Done{};
}

template <class Item>
void join(std::vector<Item>& into, std::vector<Item>& from) {
    into.insert(into.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

template <class Value>
void fill(std::optional<Value>& into, std::optional<Value>& from) {
    if (!into) into = std::move(from);
}

void join(Safety& into, Safety& from) {
    fill(into.origin, from.origin);
    fill(into.action, from.action);
    fill(into.when_clean, from.when_clean);
    into.toggles.merge(from.toggles);
    into.decisions.merge(from.decisions);
    join(into.packs, from.packs);
    join(into.rules, from.rules);
}

void narrow(std::optional<Text>& policy, const std::optional<Text>& wanted) {
    const std::vector<std::string> names = model::network_policy_names();
    const auto rank = [&](const std::optional<Text>& at) {
        return at ? std::ranges::find(names, at->value) : names.begin();
    };
    if (wanted && (!policy || rank(policy) < rank(wanted))) policy = wanted;
}

}  // namespace

Result<TeamCopy> team_copy(
    const Org& org, const Team& team, const std::string& ca_bundle, Renewal renewal, bool offline) {
    SCC_CHECK(check_hidden(org, team));
    const Location& location = team.source->location;
    std::optional<TeamFile> read;
    const auto check = [&](const CacheEntry& entry) -> Result<Terms> {
        const std::string name = location.transport == Transport::git ? location.path : location.shown();
        SCC_TRY(const nlohmann::json document, wire::parse(entry.bytes, name));
        SCC_TRY(TeamFile file, read_team_file(document, name, "team." + team.name));
        SCC_CHECK(check_trust(team.trust, file.marketplaces, aliases_of(org.marketplaces)));
        read = std::move(file);
        return terms;
    };
    const auto access = [&]() -> Result<Access> {
        Access with{.ca_bundle = ca_bundle};
        SCC_TRY(with.headers, expanded(team.source->headers));
        return with;
    };
    SCC_TRY(Copy copy,
            copy_of({.what = "the file of team " + text::quoted(team.name),
                     .location = location,
                     .access = access,
                     .check = check,
                     .renewal = renewal,
                     .offline = offline},
                    time::now()));
    return TeamCopy{std::move(*read), std::move(copy)};
}

void apply(TeamFile file, Org& org, const std::string& name) {
    Team& team = org.teams.at(name);
    Layer& layer = team.layer;
    layer.plugins = std::move(file.layer.plugins);
    join(layer.mcp_servers, file.layer.mcp_servers);
    join(layer.destinations, file.layer.destinations);
    join(layer.blocked_destinations, file.layer.blocked_destinations);
    join(layer.protected_branches, file.layer.protected_branches);
    join(layer.protected_files, file.layer.protected_files);
    narrow(layer.network_policy, file.layer.network_policy);
    fill(layer.session.timeout_hours, file.layer.session.timeout_hours);
    fill(layer.session.auto_resume, file.layer.session.auto_resume);
    fill(layer.limits.memory, file.layer.limits.memory);
    fill(layer.limits.cpus, file.layer.limits.cpus);
    fill(layer.limits.pids, file.layer.limits.pids);
    fill(layer.limits.session_hours, file.layer.limits.session_hours);
    join(layer.safety, file.layer.safety);
    join(org.defaults.disabled_plugins, file.disabled_plugins);
    if (!team.trust.inherit_org_marketplaces) org.marketplaces.clear();
    join(org.marketplaces, file.marketplaces);
    team.config_source.reset();
}

}  // namespace scc::config
