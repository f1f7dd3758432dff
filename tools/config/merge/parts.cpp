#include "parts.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace scc::config {
namespace {

// What the organisation's delegation says for one kind of addition.
struct Delegated {
    std::string_view kind;
    std::string_view noun;
    std::string_view pointer;
    const std::vector<Text> Delegation::*teams;
};

constexpr Delegated delegated[] = {
    {"plugin", "plugins", "/delegation/teams/allow_additional_plugins", &Delegation::plugins},
    {"mcp", "MCP servers", "/delegation/teams/allow_additional_mcp_servers", &Delegation::mcp_servers},
    {"destination", "destinations", "/delegation/teams/allow_additional_destinations", &Delegation::destinations},
    {"dev", "commands of this machine", "/delegation/teams/allow_dev_environment_commands", &Delegation::dev_commands},
};

const Delegated& delegation_of(std::string_view kind) {
    const auto* found = std::ranges::find(delegated, kind, &Delegated::kind);
    return found == std::end(delegated) ? delegated[0] : *found;
}

const Team* team_of(const Layers& in) {
    if (in.org == nullptr || !in.team) return nullptr;
    const auto found = in.org->teams.find(in.team->value);
    return found == in.org->teams.end() ? nullptr : &found->second;
}

model::Refusal record(std::string_view kind,
                      const std::string& item,
                      const std::string& layer,
                      const Merge::Refused& why) {
    return {std::string(kind), item, layer, why.reason, why.origin, why.pattern};
}

Merge::Refused lacking(std::string reason, model::Origin origin) {
    return {.reason = std::move(reason), .origin = std::move(origin), .undelegated = true};
}

}  // namespace

Merge::Merge(const Layers& given) : in(given), org(given.org), team(team_of(given)) {
    if (org != nullptr) aliases = aliases_of(org->marketplaces);
    if (org != nullptr) layers.push_back(&org->defaults.layer);
    if (team != nullptr) layers.push_back(&team->layer);
    for (const std::optional<Layer>* layer : {&in.personal, &in.workspace, &in.command_line}) {
        if (*layer) layers.push_back(&**layer);
    }
}

std::vector<std::string> Merge::names_of(const std::string& plugin) const {
    std::vector<std::string> names = {plugin};
    const std::size_t at = plugin.find('@') + 1;
    const Marketplace* own = org == nullptr ? nullptr : find(org->marketplaces, plugin.substr(at));
    if (own == nullptr) return names;
    const auto add = [&](const std::string& alias) { names.push_back(plugin.substr(0, at) + alias); };
    const auto called = in.marketplace_names.find(own->alias);
    if (called != in.marketplace_names.end()) add(called->second);
    for (const Marketplace& other : org->marketplaces) {
        if (&other != own && !own->place.empty() && other.place == own->place) add(other.alias);
    }
    return names;
}

std::optional<Merge::Refused> Merge::workspace_switches() const {
    if (org == nullptr) return std::nullopt;
    if (team == nullptr) {
        return lacking("no team is selected, and only a team can let a workspace add to the organisation's rules",
                       org->origin("/delegation"));
    }
    if (!org->delegation.projects) {
        return lacking("the organisation does not let workspaces add to a team's rules",
                       org->origin("/delegation/projects/inherit_team_delegation"));
    }
    if (team->allow_project_overrides) return std::nullopt;
    return lacking("team " + text::quoted(team->name) + " does not let workspaces add to its rules",
                   org->origin("/profiles/" + team->name + "/delegation/allow_project_overrides"));
}

std::optional<Merge::Refused> Merge::undelegated(std::string_view kind, const Layer& layer) const {
    if (org == nullptr || &layer == &org->defaults.layer) return std::nullopt;
    if (in.workspace && &layer == &*in.workspace) return workspace_switches();
    const Delegated& row = delegation_of(kind);
    if (team == nullptr) {
        return lacking("no team is selected, and only a team may add " + std::string(row.noun),
                       org->origin("/delegation"));
    }
    if (first_match(org->delegation.*row.teams, team->name) != nullptr) return std::nullopt;
    return lacking("team " + text::quoted(team->name) + " may not add " + std::string(row.noun),
                   org->origin(row.pointer));
}

bool Merge::is_in_force(const Exception& exception) const {
    return config::is_in_force(exception, in.now, most_exception_hours(org));
}

bool Merge::opens(const Exception& exception, Gate gate) const {
    if (exception.store == Store::organisation) return gate != Gate::security || exception.policy;
    if (exception.store == Store::personal) return gate != Gate::security;
    return gate == Gate::delegation && !workspace_switches();
}

bool Merge::released(std::string_view kind, const Item& item, const std::string& layer, Gate gate) {
    const auto use = [&](const Exception& exception) {
        if (!is_in_force(exception) || !opens(exception, gate)) return false;
        if (!releases(exception, kind, item.name, item.server)) return false;
        out.exceptions_used.push_back(
            record(kind, item.name, layer, {exception.id + ": " + exception.reason, exception.origin}));
        return true;
    };
    return (org != nullptr && std::ranges::any_of(org->exceptions, use)) || std::ranges::any_of(in.exceptions, use);
}

bool Merge::unblocked(std::string_view kind, const Item& item, const std::string& layer) {
    return released(kind, item, layer, Gate::security);
}

bool Merge::deny(std::string_view kind, const Item& item, const std::string& layer, const Refused& why) {
    if (released(kind, item, layer, why.undelegated ? Gate::delegation : Gate::list)) return true;
    reject(kind, item.name, layer, why);
    return false;
}

bool Merge::block(std::string_view kind, const Item& item, const std::string& layer, const Refused& why) {
    if (unblocked(kind, item, layer)) return true;
    forbid(kind, item.name, layer, why);
    return false;
}

void review_exceptions(Merge& merge) {
    const auto refused = merge.workspace_switches();
    if (!refused) return;
    for (const Exception& exception : merge.in.exceptions) {
        if (exception.store != Store::workspace || !merge.is_in_force(exception)) continue;
        merge.reject("exception", exception.id, "workspace", *refused);
    }
}

void Merge::reject(std::string_view kind, const std::string& item, const std::string& layer, const Refused& why) {
    out.denied.push_back(record(kind, item, layer, why));
}

void Merge::forbid(std::string_view kind, const std::string& item, const std::string& layer, const Refused& why) {
    out.blocked.push_back(record(kind, item, layer, why));
}

void Merge::narrow(std::string_view kind, const std::string& item, const std::string& layer, const Refused& why) {
    out.narrowed.push_back(record(kind, item, layer, why));
}

}  // namespace scc::config
