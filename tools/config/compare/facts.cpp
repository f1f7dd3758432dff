#include "facts.hpp"

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "policy/policy.hpp"
#include "proc/credential.hpp"
#include "rule/rule.hpp"
#include "wire/digest.hpp"
#include "wire/parse.hpp"

namespace scc::config::facts {
namespace {

using model::Effective;
using nlohmann::json;

template <class Value>
Facts single(const std::optional<model::Sourced<Value>>& value) {
    if (!value) return {};
    if constexpr (std::is_same_v<Value, std::string>) return {{"", value->value}};
    if constexpr (std::is_same_v<Value, bool>) return {{"", value->value ? "true" : "false"}};
    if constexpr (std::is_same_v<Value, std::int64_t>) return {{"", std::to_string(value->value)}};
}

Facts items(const std::vector<std::string>& list) {
    Facts facts;
    for (const std::string& item : list) facts.emplace(item, "");
    return facts;
}

Facts values(const std::vector<model::Sourced<std::string>>& list) {
    Facts facts;
    for (const auto& at : list) facts.emplace(at.value, "");
    return facts;
}

Facts hosts(const std::vector<model::Destination>& destinations) {
    Facts facts;
    for (const auto& at : destinations) facts.emplace(model::text_of(at), "");
    return facts;
}

std::string value_at(const std::map<std::string, std::string>& values, const std::string& key) {
    const auto found = values.find(key);
    return found == values.end() ? "" : found->second;
}

// Without where it came from, and without what may be secret.
std::string text_of(const model::McpServer& server) {
    const std::string target = server.url ? *server.url : server.command.value_or("");
    std::string text = server.type + " " + target;
    for (const std::string& word : server.args) text += " " + word;
    for (const auto* named : {&server.env, &server.headers}) {
        for (const auto& [name, value] : *named) text += " " + name + "=***" + wire::sha256(value).substr(0, 8);
    }
    return text;
}

}  // namespace

Facts network(const Rules& rules, const std::string& field) {
    const Effective& of = rules.effective;
    return {{"", field == "isolation" ? of.isolation.value : of.network_policy.value}};
}

Facts destinations(const Rules& rules, const std::string&) {
    const std::string& policy = rules.effective.network_policy.value;
    if (policy == model::name_of(model::NetworkPolicy::open)) return {{anything, ""}};
    if (policy == model::name_of(model::NetworkPolicy::locked_down_web)) return {};
    return hosts(rules.effective.destinations);
}

Facts blocked_destinations(const Rules& rules, const std::string&) {
    return hosts(rules.effective.blocked_destinations);
}

Facts private_cidrs(const Rules& rules, const std::string&) {
    Facts facts;
    for (const auto& at : rules.effective.private_cidrs) facts.emplace(at.cidr, "");
    return facts;
}

Facts nameservers(const Rules& rules, const std::string&) {
    const auto& servers = rules.effective.nameservers;
    return servers ? items(servers->value) : Facts{};
}

Facts plugins(const Rules& rules, const std::string&) {
    Facts facts;
    for (const auto& at : rules.effective.plugins) facts.emplace(at.ref, "");
    return facts;
}

Facts mcp_servers(const Rules& rules, const std::string&) {
    Facts facts;
    for (const auto& at : rules.effective.mcp_servers) facts.emplace(at.name, text_of(at));
    return facts;
}

Facts marketplaces(const Rules& rules, const std::string&) {
    Facts facts;
    for (const model::Marketplace& at : rules.effective.marketplaces) {
        facts.emplace(at.alias, value_at(rules.grants.marketplaces, at.alias));
    }
    return facts;
}

Facts artifacts(const Rules& rules, const std::string&) {
    Facts facts;
    for (const model::Artifact& at : rules.effective.artifacts) {
        if (at.kind == "plugin" || at.state == "withheld") continue;
        const json told = model::to_json(at).at("bindings");
        facts.emplace(at.kind + " " + at.name,
                      value_at(rules.grants.artifacts, at.name) + " " + wire::sha256(wire::compact(told)).substr(0, 8));
    }
    return facts;
}

Facts agent_settings(const Rules& rules, const std::string&) {
    Facts facts;
    for (const model::AgentSetting& at : rules.effective.agent_settings) {
        facts.emplace(at.provider + " " + at.key, at.value);
    }
    return facts;
}

Facts dev_environment(const Rules& rules, const std::string&) {
    Facts facts;
    for (const model::DevAction& at : rules.effective.dev_environment) {
        facts.emplace(at.kind + " " + at.name,
                      text::join(at.argv, " ") + " in " + at.working_directory + ", " +
                          std::to_string(at.timeout_seconds) + " s");
    }
    return facts;
}

Facts providers(const Rules& rules, const std::string&) {
    const auto& list = rules.effective.allowed_providers;
    return list ? items(list->value) : Facts{{anything, ""}};
}

Facts gateways(const Rules& rules, const std::string&) {
    Facts facts;
    for (const auto& [id, setup] : rules.effective.provider_setups) {
        if (setup.gateway) facts.emplace(id, setup.gateway->value);
    }
    return facts;
}

Facts credentials(const Rules& rules, const std::string&) {
    Facts facts;
    for (const auto& [id, setup] : rules.effective.provider_setups) {
        if (setup.credential) facts.emplace(id, credential::shown(setup.credential->value));
    }
    return facts;
}

Facts sign_in(const Rules& rules, const std::string&) {
    Facts facts;
    std::string others = std::string(anything) + " but";
    for (const auto& [id, setup] : rules.effective.provider_setups) {
        if (!setup.sign_in) continue;
        others += " " + id;
        for (const std::string& method : setup.sign_in->value) facts.emplace(id + " " + method, "");
    }
    facts.emplace(others, "");
    return facts;
}

Facts images(const Rules& rules, const std::string&) {
    Facts facts;
    for (const auto& [name, image] : rules.effective.images) facts.emplace(name, image.value);
    return facts;
}

Facts pins(const Rules& rules, const std::string&) {
    Facts facts;
    for (const auto& [name, pin] : rules.effective.pins) facts.emplace(name, pin.version);
    return facts;
}

Facts blocked_images(const Rules& rules, const std::string&) { return values(rules.effective.blocked_images); }

Facts ca_bundle(const Rules& rules, const std::string&) { return single(rules.effective.ca_bundle); }

Facts limits(const Rules& rules, const std::string& field) {
    const Effective& of = rules.effective;
    if (field == "limits.memory") return single(of.memory);
    if (field == "limits.cpus") return single(of.cpus);
    if (field == "limits.pids") return single(of.pids);
    return single(field == "limits.session_hours" ? of.session_hours : of.timeout_hours);
}

Facts auto_resume(const Rules& rules, const std::string&) { return single(rules.effective.auto_resume); }

Facts protected_branches(const Rules& rules, const std::string&) {
    return items(rules.effective.protected_branches.value);
}

Facts protected_files(const Rules& rules, const std::string&) { return values(rules.effective.protected_files); }

Facts decisions(const Rules& rules, const std::string&) {
    const rule::Policy& policy = rules.policy;
    Facts facts;
    for (const rule::Family& family : rule::families()) {
        for (const rule::Rule& row : family.rows()) {
            facts.emplace(row.id, rule::name_of(policy.decision_of(row, &family)));
        }
    }
    for (const rule::OwnRule& own : rules.policy.rules) {
        facts.emplace(own.id, rule::name_of(rules.policy.decision_of(rule::row_of(own), nullptr)));
    }
    return facts;
}

Facts own_rules(const Rules& rules, const std::string&) {
    const rule::Policy& policy = rules.policy;
    if (policy.rules.empty()) return {};
    const json data = policy::to_json(policy);
    Facts facts;
    for (std::size_t i = 0; i < policy.rules.size(); ++i) {
        json own = data.at("rules").at(i);
        for (const char* elsewhere : {"because", "instead", "denies", "allows", "decision"}) own.erase(elsewhere);
        facts.emplace(policy.rules[i].id, wire::compact(own));
    }
    return facts;
}

Facts when_clean(const Rules& rules, const std::string&) {
    return {{"", rules.policy.allow_when_clean ? "allow" : "block"}};
}

Facts granted(const Rules& rules, const std::string& field) {
    return rules.grants.switches.at(field) ? Facts{{"", ""}} : Facts{};
}

Facts admitted(const Rules& rules, const std::string& field) {
    const auto& list = rules.grants.admitted.at(field);
    return list ? items(*list) : Facts{{anything, ""}};
}

Facts blocked(const Rules& rules, const std::string& field) { return items(rules.grants.blocked.at(field)); }

Facts exceptions(const Rules& rules, const std::string&) { return rules.grants.exceptions; }

Facts max_policy_age(const Rules& rules, const std::string&) {
    const auto& hours = rules.grants.max_policy_age_hours;
    return hours ? Facts{{"", std::to_string(*hours)}} : Facts{};
}

Facts max_exception(const Rules& rules, const std::string&) {
    return {{"", std::to_string(rules.grants.max_exception_hours)}};
}

}  // namespace scc::config::facts
