#include "policy/quick.hpp"

#include <algorithm>

#include "policy/own_rule.hpp"
#include "policy/policy.hpp"
#include "rule/pattern.hpp"
#include "wire/scan.hpp"

namespace scc::policy {
namespace {

using rule::Decision;
using rule::OwnRule;
using rule::Release;
using wire::Scan;

// A key of an object and what reads its value.
template <class Target>
struct Key {
    std::string_view name;
    void (*read)(Scan& in, Target& into);
    bool needed = false;
};

// Reads an object that has the keys of a table, each at most once.
template <class Target, std::size_t count>
void read_object(Scan& in, const Key<Target> (&keys)[count], Target& into) {
    bool seen[count] = {};
    in.members([&](const std::string& name) {
        const auto* const key = std::ranges::find(keys, name, &Key<Target>::name);
        if (key == std::end(keys) || std::exchange(seen[key - keys], true)) return in.give_up();
        key->read(in, into);
    });
    for (std::size_t i = 0; i < count; ++i) {
        if (keys[i].needed && !seen[i]) in.give_up();
    }
}

std::string needed_text(Scan& in) {
    std::string value = in.text();
    if (value.empty()) in.give_up();
    return value;
}

std::vector<std::string> texts(Scan& in) {
    std::vector<std::string> values;
    in.items([&] { values.push_back(in.text()); });
    return values;
}

Decision decision(Scan& in) {
    const std::string name = in.text();
    if (std::ranges::find(decision_names(), name) == decision_names().end()) in.give_up();
    return decision_named(name);
}

template <class Value, class Read>
std::map<std::string, Value, std::less<>> named(Scan& in, Read read) {
    std::map<std::string, Value, std::less<>> values;
    in.members([&](const std::string& name) {
        if (!values.emplace(name, read(in)).second) in.give_up();
    });
    return values;
}

void read_toggles(Scan& in, rule::Policy& into) {
    into.toggles = named<bool>(in, [](Scan& at) { return at.boolean(); });
    const auto names = rule::toggle_names();
    for (const auto& [name, on] : into.toggles) {
        if (std::ranges::find(names, name) == names.end()) in.give_up();
    }
    for (const std::string_view name : names) into.toggles.emplace(name, true);
}

std::string pattern(Scan& in) {
    std::string value = in.text();
    if (!rule::surely_compiles(value)) in.give_up();
    return value;
}

void no_examples(Scan& in, OwnRule&) {
    in.items([&] { in.give_up(); });
}

constexpr Key<OwnRule> rule_keys[] = {
    {"id", [](Scan& in, OwnRule& own) { own.id = in.text(); }, true},
    {"program", [](Scan& in, OwnRule& own) { own.program = pattern(in); }, true},
    {"verb", [](Scan& in, OwnRule& own) { own.verb = pattern(in); }},
    {"option", [](Scan& in, OwnRule& own) { own.option = pattern(in); }},
    {"without", [](Scan& in, OwnRule& own) { own.without = pattern(in); }},
    {"operand", [](Scan& in, OwnRule& own) { own.operand = pattern(in); }},
    {"word", [](Scan& in, OwnRule& own) { own.word = pattern(in); }},
    {"decision", [](Scan& in, OwnRule& own) { own.decision = decision(in); }},
    {"because", [](Scan& in, OwnRule& own) { own.because = needed_text(in); }, true},
    {"instead", [](Scan& in, OwnRule& own) { own.instead = needed_text(in); }, true},
    {"denies", no_examples},
    {"allows", no_examples},
};

void read_rules(Scan& in, rule::Policy& into) {
    in.items([&] {
        OwnRule own;
        read_object(in, rule_keys, own);
        const bool twice = std::ranges::find(into.rules, own.id, &OwnRule::id) != into.rules.end();
        if (twice || own.program.empty() || !check_id(own.id)) in.give_up();
        into.rules.push_back(std::move(own));
    });
}

void read_expiry(Scan& in, Release& release) {
    const auto when = time::parse(in.text());
    if (!when) in.give_up();
    release.expires = when.value_or(0);
}

constexpr Key<Release> release_keys[] = {
    {"rule", [](Scan& in, Release& release) { release.rule = needed_text(in); }, true},
    {"id", [](Scan& in, Release& release) { release.exception = needed_text(in); }, true},
    {"expires_at", read_expiry, true},
};

void read_releases(Scan& in, rule::Policy& into) {
    in.items([&] { read_object(in, release_keys, into.releases.emplace_back()); });
}

void read_when_clean(Scan& in, rule::Policy& into) {
    const std::string choice = in.text();
    into.allow_when_clean = choice == "allow";
    if (!into.allow_when_clean && choice != "block") in.give_up();
}

void read_network(Scan& in, rule::Policy& into) {
    const auto network = network_named(in.text());
    if (network) into.network = *network;
    else in.give_up();
}

constexpr Key<rule::Policy> policy_keys[] = {
    {"action", [](Scan& in, rule::Policy& into) { into.action = decision(in); }, true},
    {"toggles", read_toggles},
    {"decisions", [](Scan& in, rule::Policy& into) { into.decisions = named<Decision>(in, decision); }},
    {"at_least", [](Scan& in, rule::Policy& into) { into.at_least = named<Decision>(in, decision); }},
    {"packs", [](Scan& in, rule::Policy& into) { into.packs = texts(in); }},
    {"when_clean", read_when_clean},
    {"protected_branches", [](Scan& in, rule::Policy& into) { into.protected_branches = texts(in); }},
    {"network", read_network, true},
    {"destinations", [](Scan& in, rule::Policy& into) { into.destinations = texts(in); }},
    {"rules", read_rules},
    {"exceptions", read_releases},
    {"because", [](Scan& in, rule::Policy& into) { into.because = in.text(); }},
    {"ask", [](Scan& in, rule::Policy& into) { into.ask = in.text(); }},
    {"origins",
     [](Scan& in, rule::Policy& into) { into.origins = named<std::string>(in, [](Scan& at) { return at.text(); }); }},
};

void read_data(Scan& in, rule::Policy& into) { read_object(in, policy_keys, into); }

constexpr Key<rule::Policy> document_keys[] = {
    {"scc", [](Scan& in, rule::Policy&) { in.literal("1"); }, true},
    {"kind",
     [](Scan& in, rule::Policy&) {
         if (in.text() != "policy") in.give_up();
     },
     true},
    {"data", read_data, true},
};

// Whether everything that the policy names is there.
bool names_what_is_there(const rule::Policy& policy) {
    const auto is_known = [&](std::string_view name) { return rule::can_be_decided(name, policy.rules); };
    return std::ranges::all_of(policy.decisions, is_known, [](const auto& entry) { return entry.first; }) &&
           std::ranges::all_of(policy.at_least, is_known, [](const auto& entry) { return entry.first; }) &&
           std::ranges::all_of(policy.releases, is_known, &Release::rule) &&
           std::ranges::all_of(policy.packs, [](const std::string& name) { return check_pack(name).has_value(); });
}

}  // namespace

std::optional<rule::Policy> quick(std::string_view bytes) {
    Scan in(bytes);
    rule::Policy policy;
    read_object(in, document_keys, policy);
    in.finish();
    if (!in.ok() || !names_what_is_there(policy)) return std::nullopt;
    return policy;
}

}  // namespace scc::policy
