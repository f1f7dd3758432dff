#include "review.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "match/mcp_server.hpp"
#include "match/plugin_reference.hpp"
#include "merge/merge.hpp"

namespace scc::config {
namespace {

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

void review_plugin(const Org& org, const Text& reference, std::vector<Finding>& findings) {
    const auto plugin = normal_plugin(reference.value, org.marketplaces);
    if (!plugin) return warn(findings, plugin.error().message, reference.origin, plugin.error().hint);
    const std::string marketplace = plugin->substr(plugin->find('@') + 1);
    if (marketplace == implicit_marketplace || std::ranges::count(org.marketplaces, marketplace) > 0) return;
    warn(findings, "there is no marketplace " + text::quoted(marketplace), reference.origin);
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
    for (const Text& reference : org.defaults.layer.plugins) review_plugin(org, reference, findings);
    review_refusals(org, "", findings);
    for (const auto& [name, team] : org.teams) {
        if (!team.config_source) {
            for (const Text& reference : team.layer.plugins) review_plugin(org, reference, findings);
        }
        review_servers(org, team, findings);
        review_refusals(org, name, findings);
    }
    return findings;
}

}  // namespace scc::config
