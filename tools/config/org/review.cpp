#include "review.hpp"

#include <algorithm>

#include "artifact/servers.hpp"
#include "artifact/shipped.hpp"
#include "base/text.hpp"
#include "layer/secrets.hpp"
#include "match/mcp_server.hpp"
#include "match/plugin_reference.hpp"
#include "merge/merge.hpp"

namespace scc::config {
namespace {

bool is_commit(std::string_view ref) {
    return ref.size() == 40 && ref.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool is_literal(const Text& pattern) { return pattern.value.find_first_of("*?[") == std::string::npos; }

void warn(std::vector<Finding>& findings, std::string message, const model::Origin& origin, std::string hint = "") {
    findings.push_back({false, std::move(message), origin.because, std::move(hint)});
}

// Delegations name teams by patterns; one that matches no team is usually a pattern for something else.
void review_delegation(const Org& org, std::vector<Finding>& findings) {
    for (const auto* patterns : {&org.delegation.plugins, &org.delegation.mcp_servers, &org.delegation.destinations}) {
        for (const Text& pattern : *patterns) {
            const auto hit = [&](const auto& team) { return matches(pattern.value, team.first); };
            if (std::ranges::any_of(org.teams, hit)) continue;
            warn(findings,
                 text::quoted(pattern.value) + " matches no team",
                 pattern.origin,
                 "these patterns are compared with the names of teams");
        }
    }
}

void review_allow_lists(const Org& org, std::vector<Finding>& findings) {
    for (const Text& pattern : org.defaults.allowed_plugins.value_or(std::vector<Text>())) {
        const Text* blocked = first_plugin_match(org.security.blocked_plugins, pattern.value);
        if (blocked == nullptr || !is_literal(pattern)) continue;
        warn(findings,
             text::quoted(pattern.value) + " can never be allowed: " + text::quoted(blocked->value) + " blocks it",
             pattern.origin);
    }
}

void review_alias(const Org& org, std::string_view alias, const model::Origin& origin, std::vector<Finding>& findings) {
    if (find(org.marketplaces, alias) != nullptr) return;
    const std::string meant = text::nearest(alias, aliases_of(org.marketplaces));
    warn(findings,
         "there is no marketplace " + text::quoted(alias),
         origin,
         meant.empty() ? "say under 'marketplaces' where it is" : "did you mean " + text::quoted(meant) + "?");
}

// A plugin whose marketplace this file does not name is on every list and reaches no agent.
void review_plugins(const Org& org, const std::vector<Text>& references, std::vector<Finding>& findings) {
    const std::vector<std::string> aliases = aliases_of(org.marketplaces);
    for (const Text& reference : references) {
        const auto plugin = normal_plugin(reference.value, aliases);
        if (!plugin) {
            warn(findings, plugin.error().message, reference.origin, plugin.error().hint);
            continue;
        }
        const std::string_view alias = std::string_view(*plugin).substr(plugin->find('@') + 1);
        if (!is_shipped(*plugin) && alias != implicit_marketplace) review_alias(org, alias, reference.origin, findings);
    }
}

// What the catalog promises and nobody can give.
void review_catalog(const Org& org, std::vector<Finding>& findings) {
    for (const auto& [name, artifact] : org.catalog.artifacts) {
        if (artifact.kind == "mcp_server" && servers_of(artifact, artifact.origin).empty()) {
            warn(findings, "MCP server " + text::quoted(name) + " has neither a URL nor a command", artifact.origin);
        }
        if (artifact.kind == "skill" && !artifact.source) {
            warn(findings, "skill " + text::quoted(name) + " has no source: there is nothing to give", artifact.origin);
        }
        if (artifact.pinned && artifact.source && artifact.source->tag == "git" && !is_commit(artifact.source->ref)) {
            warn(findings,
                 "artifact " + text::quoted(name) + " is pinned to what can be moved",
                 artifact.origin,
                 "write the commit as its reference: what was fetched first is kept otherwise");
        }
    }
}

void review_gateways(const ProviderSetups& providers, std::vector<Finding>& findings) {
    for (const auto& [id, setup] : providers) {
        if (!setup.gateway || !is_unencrypted(*setup.gateway)) continue;
        warn(findings,
             "what provider " + text::quoted(id) +
                 " sends to its gateway can be read on the way, the credential included",
             setup.gateway->origin,
             "write https");
    }
}

void review_secrets(const Team& team, std::vector<Finding>& findings) {
    for (const model::McpServer& server : team.layer.mcp_servers) {
        for (const std::string& key : secrets_in(server)) {
            const model::Origin there{server.origin.from, server.origin.because + "/" + key};
            warn(findings, std::string(secret_found), there, std::string(secret_hint));
        }
    }
}

void review_servers(const Org& org, const Team& team, std::vector<Finding>& findings) {
    if (!org.defaults.allowed_mcp_servers) return;
    for (const model::McpServer& server : team.layer.mcp_servers) {
        const Admission admitted = admission(*org.defaults.allowed_mcp_servers, server, org.security.strict_mcp_allow);
        if (admitted.pattern == nullptr || !admitted.weak) continue;
        warn(findings,
             "server " + text::quoted(server.name) + " is allowed by its name alone",
             admitted.pattern->origin,
             "write its URL or host, or set security.strict_mcp_allow");
    }
}

// What the team asks for and will not get.
void review_refusals(const Org& org, const std::string& team, std::vector<Finding>& findings) {
    Layers layers{.org = &org};
    if (!team.empty()) layers.team = Text{team, {}};
    const model::Effective effective = merge(layers);
    for (const auto* refusals : {&effective.denied, &effective.blocked, &effective.narrowed}) {
        for (const model::Refusal& at : *refusals) {
            if (at.kind == "team-file") continue;  // whether it was fetched is no fault of this file
            const bool is_team = at.layer.starts_with("team.");
            if (is_team == team.empty()) continue;
            const std::string who = is_team ? "team " + text::quoted(team) : "the organisation";
            warn(findings,
                 who + " asks for " + at.kind + " " + text::quoted(at.item) + " and does not get it: " + at.reason,
                 at.origin);
        }
    }
}

}  // namespace

std::vector<Finding> review(const Org& org) {
    std::vector<Finding> findings;
    review_delegation(org, findings);
    review_allow_lists(org, findings);
    review_catalog(org, findings);
    review_gateways(org.providers, findings);
    for (const Text& alias : org.defaults.extra_marketplaces) review_alias(org, alias.value, alias.origin, findings);
    review_plugins(org, org.defaults.layer.plugins, findings);
    review_refusals(org, "", findings);
    for (const auto& [name, team] : org.teams) {
        if (!team.config_source) review_plugins(org, team.layer.plugins, findings);
        review_servers(org, team, findings);
        review_secrets(team, findings);
        review_refusals(org, name, findings);
    }
    return findings;
}

std::vector<Finding> review(const Settings& settings) {
    std::vector<Finding> findings;
    review_gateways(settings.preferences.providers, findings);
    return findings;
}

}  // namespace scc::config
