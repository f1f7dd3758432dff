#include <nlohmann/json.hpp>

#include "parts.hpp"

namespace scc::config {
Delegation read_delegation(wire::Reader& in, const Place& place) {
    Delegation delegation;
    in.with("teams", [&](wire::Reader& at) {
        delegation.plugins = read_texts(at, "allow_additional_plugins", place);
        delegation.mcp_servers = read_texts(at, "allow_additional_mcp_servers", place);
        delegation.destinations = read_texts(at, "allow_additional_destinations", place);
        delegation.dev_commands = read_texts(at, "allow_dev_environment_commands", place);
    });
    in.with("projects",
            [&](wire::Reader& at) { delegation.projects = at.boolean_or("inherit_team_delegation", false); });
    return delegation;
}

Team read_team(const std::string& name, wire::Reader& in, const std::string& document) {
    const Place place{"team." + name, document};
    Team team{.name = name, .description = in.text_or("description", "")};
    team.layer = read_layer(in, place);
    if (auto allowed = in.optional_texts("allowed_providers")) {
        team.layer.allowed_providers = Texts{std::move(*allowed), origin_of(in, "allowed_providers", place)};
    }
    team.layer.providers = read_providers(in, place, team_keys);
    in.with("delegation",
            [&](wire::Reader& at) { team.allow_project_overrides = at.boolean_or("allow_project_overrides", false); });
    in.with("config_source", [&](wire::Reader& at) {
        team.source = read_team_source(at);
        team.config_source = team.source->location.shown();
    });
    in.with("trust", [&](wire::Reader& at) { team.trust = read_trust(at); });
    team.bundles = read_texts(in, "enabled_bundles", place);
    return team;
}

std::vector<Exception> read_exceptions(wire::Reader& in, const Place& place) {
    std::vector<Exception> exceptions;
    in.for_each("exceptions", [&](wire::Reader& at) {
        exceptions.push_back(read_exception(at, place));
        exceptions.back().store = Store::organisation;
    });
    return exceptions;
}

}  // namespace scc::config
