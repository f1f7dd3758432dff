#include "change.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/path.hpp"
#include "base/text.hpp"
#include "facts.hpp"
#include "match/destination.hpp"
#include "policy/policy.hpp"

namespace scc::config {
namespace {

using facts::Facts;

// What it means that a fact is there.
enum class Sense {
    permits,
    forbids,
    neither,
};

using Strictness = std::optional<std::int64_t> (*)(const std::string& value);
using Covers = bool (*)(const std::string& outer, const std::string& inner);

struct Row {
    const char* field;
    Sense sense;
    Facts (*facts)(const Rules& rules, const std::string& field);
    Strictness strictness = nullptr;  // of values that can be compared: the greater, the less may be done
    Covers covers = nullptr;          // of items of which one may stand for another
};

std::optional<std::int64_t> of_network(const std::string& value) {
    return static_cast<std::int64_t>(*model::network_policy_named(value));
}

std::optional<std::int64_t> of_isolation(const std::string& value) { return value == "socket" ? 1 : 0; }

std::optional<std::int64_t> of_decision(const std::string& value) {
    return static_cast<std::int64_t>(policy::decision_named(value));
}

std::optional<std::int64_t> negated(std::optional<std::int64_t> amount) {
    if (!amount) return std::nullopt;
    return -*amount;
}

std::optional<std::int64_t> of_bytes(const std::string& value) { return negated(bytes_in(value)); }
std::optional<std::int64_t> of_millis(const std::string& value) { return negated(millis_in(value)); }

std::optional<std::int64_t> of_count(const std::string& value) {
    const auto number = text::number(value);
    if (!number) return std::nullopt;
    return -static_cast<std::int64_t>(*number);
}

// Whether the pattern `outer` hits all that `inner` does. Only stars are understood; of other patterns it is not known.
bool pattern(const std::string& outer, const std::string& inner) {
    if (outer.find_first_of("?[") != std::string::npos || inner.find('[') != std::string::npos) return outer == inner;
    return matches(outer, inner);
}

bool plugin(const std::string& outer, const std::string& inner) {
    if (outer.find_first_of("?[") != std::string::npos || inner.find('[') != std::string::npos) return outer == inner;
    return matches_plugin(outer, inner);
}

// Of paths: a directory stands for what is in it.
bool file(const std::string& outer, const std::string& inner) { return path::is_within(inner, outer); }

// Of methods of signing in: "* but ID…" covers those of every provider it does not name.
bool method(const std::string& outer, const std::string& inner) {
    const std::vector<std::string> excepted = text::words(outer);
    const std::vector<std::string> words = text::words(inner);
    if (excepted.front() != facts::anything) return outer == inner;
    const auto is_excepted = [&](const std::string& id) { return std::ranges::count(excepted, id) > 0; };
    if (words.front() != facts::anything) return !is_excepted(words.front());
    return std::ranges::all_of(excepted, [&](const std::string& id) { return std::ranges::count(words, id) > 0; });
}

bool host(const std::string& outer, const std::string& inner) {
    const auto one = parse_destination(outer);
    const auto other = parse_destination(inner);
    return outer == facts::anything || (one && other && covers(*one, *other));
}

// Fields that are granted, admitted or blocked take their facts by their own name (grants.cpp).
constexpr Row table[] = {
    {"network_policy", Sense::permits, facts::network, of_network},
    {"isolation", Sense::permits, facts::network, of_isolation},
    {"destinations", Sense::permits, facts::destinations, nullptr, host},
    {"blocked_destinations", Sense::forbids, facts::blocked_destinations, nullptr, host},
    {"private_cidrs", Sense::permits, facts::private_cidrs},
    {"nameservers", Sense::neither, facts::nameservers},
    {"plugins", Sense::permits, facts::plugins},
    {"mcp_servers", Sense::permits, facts::mcp_servers},
    {"marketplaces", Sense::permits, facts::marketplaces},
    {"artifacts", Sense::permits, facts::artifacts},
    {"agent_settings", Sense::neither, facts::agent_settings},
    {"dev_environment", Sense::permits, facts::dev_environment},
    {"providers", Sense::permits, facts::providers, nullptr, pattern},
    {"providers.gateway", Sense::permits, facts::gateways},
    {"providers.credential", Sense::permits, facts::credentials},
    {"providers.sign_in", Sense::permits, facts::sign_in, nullptr, method},
    {"images", Sense::neither, facts::images},
    {"pins", Sense::neither, facts::pins},
    {"blocked_images", Sense::forbids, facts::blocked_images, nullptr, pattern},
    {"ca_bundle", Sense::permits, facts::ca_bundle},
    {"limits.memory", Sense::forbids, facts::limits, of_bytes},
    {"limits.cpus", Sense::forbids, facts::limits, of_millis},
    {"limits.pids", Sense::forbids, facts::limits, of_count},
    {"limits.session_hours", Sense::forbids, facts::limits, of_count},
    {"session.timeout_hours", Sense::forbids, facts::limits, of_count},
    {"session.auto_resume", Sense::neither, facts::auto_resume},
    {"protected_branches", Sense::forbids, facts::protected_branches, nullptr, pattern},
    {"protected_files", Sense::forbids, facts::protected_files, nullptr, file},
    {"safety.rules", Sense::forbids, facts::own_rules},
    {"safety.decisions", Sense::forbids, facts::decisions, of_decision},
    {"safety.when_clean", Sense::permits, facts::when_clean, of_decision},
    {"delegation.plugins", Sense::permits, facts::granted},
    {"delegation.mcp_servers", Sense::permits, facts::granted},
    {"delegation.destinations", Sense::permits, facts::granted},
    {"delegation.dev_commands", Sense::permits, facts::granted},
    {"delegation.workspace", Sense::permits, facts::granted},
    {"allowed_plugins", Sense::permits, facts::admitted, nullptr, plugin},
    {"allowed_mcp_servers", Sense::permits, facts::admitted, nullptr, pattern},
    {"blocked_plugins", Sense::forbids, facts::blocked, nullptr, plugin},
    {"disabled_plugins", Sense::forbids, facts::blocked, nullptr, plugin},
    {"blocked_mcp_servers", Sense::forbids, facts::blocked, nullptr, pattern},
    {"allow_stdio_mcp", Sense::permits, facts::granted},
    {"allowed_stdio_prefixes", Sense::permits, facts::admitted, nullptr, pattern},
    {"allow_mcp_by_name", Sense::permits, facts::granted},
    {"images.allow_user_pins", Sense::permits, facts::granted},
    {"standalone", Sense::permits, facts::granted},
    {"exceptions", Sense::permits, facts::exceptions},
    {"max_policy_age_hours", Sense::forbids, facts::max_policy_age, of_count},
    {"max_exception_hours", Sense::forbids, facts::max_exception, of_count},
};

bool is_covered(const Row& row, const Facts& by, const std::string& item) {
    return row.covers != nullptr && std::ranges::any_of(by, [&](const auto& at) { return row.covers(at.first, item); });
}

// An item of one side that the other does not have. `more` says which: true when it came, false when it went.
Effect effect_of_one(const Row& row, const std::string& item, const Facts& other, bool more) {
    if (row.sense == Sense::neither || is_covered(row, other, item)) return Effect::changes;
    return more == (row.sense == Sense::permits) ? Effect::widens : Effect::narrows;
}

// Of an item that both have with values that differ.
Effect effect_of_both(const Row& row, const std::string& before, const std::string& after) {
    if (row.sense == Sense::neither) return Effect::changes;
    const auto was = row.strictness == nullptr ? std::nullopt : row.strictness(before);
    const auto is = row.strictness == nullptr ? std::nullopt : row.strictness(after);
    if (!was || !is || *is < *was) return Effect::widens;
    return *is > *was ? Effect::narrows : Effect::changes;
}

void compare(const Row& row, const Facts& before, const Facts& after, std::vector<Change>& found) {
    for (const auto& [item, value] : before) {
        const auto now = after.find(item);
        if (now == after.end()) {
            found.push_back({effect_of_one(row, item, after, false), row.field, item, value, std::nullopt});
        } else if (now->second != value) {
            found.push_back({effect_of_both(row, value, now->second), row.field, item, value, now->second});
        }
    }
    for (const auto& [item, value] : after) {
        if (before.contains(item)) continue;
        found.push_back({effect_of_one(row, item, before, true), row.field, item, std::nullopt, value});
    }
}

}  // namespace

std::string_view name_of(Effect effect) {
    constexpr std::string_view names[] = {"widens", "changes", "narrows"};
    return names[static_cast<std::size_t>(effect)];
}

Rules rules_of(model::Effective effective, Grants grants) {
    nlohmann::json data = nlohmann::json::parse(effective.safety.value);
    data["network"] = effective.network_policy.value;  // which is another section's
    rule::Policy policy = policy::read(data, "safety").value_or(rule::Policy());
    return {std::move(effective), std::move(grants), std::move(policy)};
}

std::vector<Change> changes(const Rules& before, const Rules& after) {
    std::vector<Change> found;
    for (const Row& row : table) {
        compare(row, row.facts(before, row.field), row.facts(after, row.field), found);
    }
    std::ranges::sort(found);
    return found;
}

std::vector<std::string> compared_fields() {
    std::vector<std::string> fields;
    for (const Row& row : table) fields.emplace_back(row.field);
    return fields;
}

}  // namespace scc::config
