#include "grants.hpp"

#include "base/text.hpp"
#include "base/time.hpp"

namespace scc::config {
namespace {

std::vector<std::string> values_of(const std::vector<Text>& texts) {
    std::vector<std::string> values;
    for (const Text& text : texts) values.push_back(text.value);
    return values;
}

std::optional<std::vector<std::string>> values_of(const std::optional<std::vector<Text>>& texts) {
    if (!texts) return std::nullopt;
    return values_of(*texts);
}

std::string text_of(const Exception& exception) {
    std::vector<std::string> released;
    for (const auto& [kind, patterns] : exception.allow) {
        for (const std::string& pattern : patterns) released.push_back(kind + " " + pattern);
    }
    return std::string(exception.policy ? "policy" : "local") + " until " + time::text_of(exception.expires) + ": " +
           text::join(released, ", ");
}

}  // namespace

Grants grants_of(const Org& org, const std::string& team) {
    const auto found = org.teams.find(team);
    const bool is_team = found != org.teams.end();
    const auto may = [&](const std::vector<Text>& patterns) {
        return is_team && first_match(patterns, team) != nullptr;
    };
    const bool workspace = is_team && org.delegation.projects && found->second.allow_project_overrides;
    Grants grants;
    grants.switches = {
        {"delegation.plugins", may(org.delegation.plugins)},
        {"delegation.mcp_servers", may(org.delegation.mcp_servers)},
        {"delegation.destinations", may(org.delegation.destinations)},
        {"delegation.dev_commands", may(org.delegation.dev_commands)},
        {"delegation.workspace", workspace},
        {"allow_stdio_mcp", org.security.allow_stdio_mcp},
        {"allow_mcp_by_name", !org.security.strict_mcp_allow},
        {"standalone", !org.security.standalone_forbidden},
        {"images.allow_user_pins", !org.images.allow_user_pins || org.images.allow_user_pins->value},
    };
    const auto& prefixes = org.security.allowed_stdio_prefixes;
    grants.admitted = {
        {"allowed_plugins", values_of(org.defaults.allowed_plugins)},
        {"allowed_mcp_servers", values_of(org.defaults.allowed_mcp_servers)},
        {"allowed_stdio_prefixes", prefixes.empty() ? std::nullopt : std::optional(values_of(prefixes))},
    };
    grants.blocked = {
        {"blocked_plugins", values_of(org.security.blocked_plugins)},
        {"disabled_plugins", values_of(org.defaults.disabled_plugins)},
        {"blocked_mcp_servers", values_of(org.security.blocked_mcp_servers)},
    };
    for (const Exception& exception : org.exceptions) grants.exceptions[exception.id] = text_of(exception);
    for (const Marketplace& at : org.marketplaces) grants.marketplaces[at.alias] = at.place + " " + at.mode;
    for (const auto& [name, artifact] : org.catalog.artifacts) {
        if (artifact.source) grants.artifacts[name] = artifact.source->identity();
    }
    grants.max_policy_age_hours = org.security.max_policy_age_hours;
    grants.max_exception_hours = org.security.max_exception_hours;
    return grants;
}

}  // namespace scc::config
