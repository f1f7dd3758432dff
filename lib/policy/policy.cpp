#include "policy/policy.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/text.hpp"
#include "policy/own_rule.hpp"
#include "policy/quick.hpp"
#include "wire/envelope.hpp"
#include "wire/input.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace scc::policy {
namespace {

using json = nlohmann::json;
using rule::Decision;
using rule::Network;
using rule::OwnRule;

const std::vector<std::string>& networks() {
    static const std::vector<std::string> names = {"open", "web-egress-enforced", "locked-down-web"};
    return names;
}

// The enumerator with that name; the strictest when there is none.
template <class Enum>
Enum named(std::string_view name, Enum strictest) {
    for (int i = 0; i < static_cast<int>(strictest); ++i) {
        if (rule::name_of(static_cast<Enum>(i)) == name) return static_cast<Enum>(i);
    }
    return strictest;
}

std::vector<std::string> texts_or_none(wire::Reader& in, std::string_view key) {
    return in.optional_texts(key).value_or(std::vector<std::string>());
}

std::map<std::string, bool, std::less<>> read_toggles(wire::Reader& in) {
    std::map<std::string, bool, std::less<>> toggles;
    in.with("toggles", [&](wire::Reader& at) {
        for (const std::string_view name : rule::toggle_names()) toggles.emplace(name, at.boolean_or(name, true));
    });
    return toggles;
}

std::string hint_for(std::string_view name, std::span<const OwnRule> own) {
    std::vector<std::string> names;
    for (const rule::Family& family : rule::families()) {
        names.push_back(std::string(family.name) + "/*");
        for (const rule::Rule& row : family.rows()) names.emplace_back(row.id);
    }
    for (const OwnRule& one : own) names.push_back(one.id);
    const std::string meant = text::nearest(name, names);
    return meant.empty() ? "see 'scc-safety list'" : "did you mean " + text::quoted(meant) + "?";
}

// Names that `decisions` and `exceptions` cannot have are found once the policy's own rules are read.
void check_names(wire::Reader& in, const Policy& policy) {
    const auto check = [&](const std::string& key, const std::string& name) {
        const auto known = check_decided(name, policy.rules);
        if (!known) in.fault(key, known.error().message, known.error().hint);
    };
    for (const auto& [name, decision] : policy.decisions) check("decisions/" + wire::pointer_step(name), name);
    for (const auto& [name, decision] : policy.at_least) check("at_least/" + wire::pointer_step(name), name);
    for (std::size_t i = 0; i < policy.releases.size(); ++i) {
        check("exceptions/" + std::to_string(i) + "/rule", policy.releases[i].rule);
    }
}

json to_json(const rule::Decisions& decisions) {
    json made = json::object();
    for (const auto& [name, decision] : decisions) made[name] = rule::name_of(decision);
    return made;
}

std::vector<rule::Release> read_releases(wire::Reader& in) {
    std::vector<rule::Release> releases;
    in.for_each("exceptions", [&](wire::Reader& at) {
        rule::Release release{.rule = at.text("rule"), .exception = at.text("id")};
        release.expires = at.time("expires_at");
        releases.push_back(std::move(release));
    });
    return releases;
}

std::vector<std::string> read_packs(wire::Reader& in) {
    std::vector<std::string> packs = texts_or_none(in, "packs");
    for (std::size_t i = 0; i < packs.size(); ++i) {
        if (const auto checked = check_pack(packs[i]); !checked) {
            in.fault("packs/" + std::to_string(i), checked.error().message, checked.error().hint);
        }
    }
    return packs;
}

}  // namespace

const std::vector<std::string>& decision_names() {
    static const std::vector<std::string> names = {"allow", "warn", "block"};
    return names;
}

Decision decision_named(std::string_view name) { return named(name, Decision::block); }

rule::Decisions read_decisions(wire::Reader& in, std::string_view key) {
    rule::Decisions decisions;
    for (const auto& [name, word] : in.text_map(key)) {
        if (std::ranges::find(decision_names(), word) == decision_names().end()) {
            in.fault(std::string(key) + "/" + wire::pointer_step(name),
                     text::quoted(name) + " must be one of " + text::join(decision_names(), ", "));
        }
        decisions.emplace(name, decision_named(word));
    }
    return decisions;
}

Result<Done> check_decided(std::string_view name, std::span<const OwnRule> own) {
    if (rule::can_be_decided(name, own)) return Done{};
    const bool family = name.ends_with("/*");
    const std::string subject =
        family ? "family " + text::quoted(name.substr(0, name.size() - 2)) : "rule " + text::quoted(name);
    return Error{Code::config, "there is no " + subject, hint_for(name, own)};
}

Result<Done> check_pack(std::string_view name) {
    const rule::Family* family = rule::family_named(name);
    if (family != nullptr && family->pack) return Done{};
    std::vector<std::string> packs;
    for (const rule::Family& one : rule::families()) {
        if (one.pack) packs.emplace_back(one.name);
    }
    return Error{Code::config,
                 text::quoted(name) + " is no pack",
                 packs.empty() ? "there are none" : "packs: " + text::join(packs, ", ")};
}

Result<Network> network_named(std::string_view name) {
    if (std::ranges::find(networks(), name) != networks().end()) return named(name, Network::locked_down_web);
    return Error{Code::config, text::quoted(name) + " is no network policy", "one of " + text::join(networks(), ", ")};
}

Result<Policy> read(const json& data, std::string_view name) {
    wire::Reader in(data, name);
    Policy policy{.action = decision_named(in.one_of("action", decision_names())),
                  .toggles = read_toggles(in),
                  .decisions = read_decisions(in, "decisions"),
                  .at_least = read_decisions(in, "at_least"),
                  .packs = read_packs(in),
                  .allow_when_clean = in.optional_one_of("when_clean", {"allow", "block"}).value_or("block") == "allow",
                  .protected_branches = texts_or_none(in, "protected_branches"),
                  .network = named(in.one_of("network", networks()), Network::locked_down_web),
                  .destinations = texts_or_none(in, "destinations"),
                  .rules = read_rules(in, "rules"),
                  .releases = read_releases(in),
                  .because = in.text_or("because", ""),
                  .ask = in.text_or("ask", ""),
                  .origins = {}};
    policy.origins.merge(in.text_map("origins"));
    check_names(in, policy);
    return in.finish(std::move(policy));
}

Result<Policy> load(const std::string& path) {
    SCC_TRY(const std::string bytes, file::read(path, wire::max_bytes));
    if (auto policy = quick(bytes)) return std::move(*policy);
    SCC_TRY(const json document, wire::parse(bytes, path));
    SCC_TRY(const json data, wire::open(document, "policy", path));
    return read(data, path);
}

json to_json(const Policy& policy) {
    json toggles = json::object();
    for (const std::string_view name : rule::toggle_names()) toggles[std::string(name)] = policy.is_on(name);
    json rules = json::array();
    for (const OwnRule& own : policy.rules) rules.push_back(to_json(own));
    json exceptions = json::array();
    for (const rule::Release& at : policy.releases) {
        exceptions.push_back({{"rule", at.rule}, {"id", at.exception}, {"expires_at", time::text_of(at.expires)}});
    }
    return {{"action", rule::name_of(policy.action)},
            {"toggles", toggles},
            {"decisions", to_json(policy.decisions)},
            {"at_least", to_json(policy.at_least)},
            {"packs", policy.packs},
            {"when_clean", policy.allow_when_clean ? "allow" : "block"},
            {"protected_branches", policy.protected_branches},
            {"network", rule::name_of(policy.network)},
            {"destinations", policy.destinations},
            {"rules", rules},
            {"exceptions", exceptions},
            {"because", policy.because},
            {"ask", policy.ask},
            {"origins", policy.origins}};
}

}  // namespace scc::policy
