#include "policy/policy.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/text.hpp"
#include "rule/judge.hpp"
#include "rule/pattern.hpp"
#include "wire/envelope.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace scc::policy {
namespace {

using json = nlohmann::json;
using rule::Decision;
using rule::Network;
using rule::OwnRule;

const std::vector<std::string> decisions = {"allow", "warn", "block"};
const std::vector<std::string> networks = {"open", "web-egress-enforced", "locked-down-web"};

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

std::map<std::string, Decision, std::less<>> read_decisions(wire::Reader& in) {
    std::map<std::string, Decision, std::less<>> read;
    in.with("decisions", [&](wire::Reader& at) {
        for (const std::string& name : at.names()) {
            const bool whole = name.ends_with("/*") && rule::family_named(name.substr(0, name.size() - 2)) != nullptr;
            if (!whole && rule::rule_named(name) == nullptr)
                at.fault(text::replace_all(name, "/", "~1"), "there is no such rule", "scc-safety list");
            read.emplace(name, named(at.one_of(name, decisions), Decision::block));
        }
    });
    return read;
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

void check_patterns(wire::Reader& in, const OwnRule& own) {
    const std::pair<std::string_view, const std::string*> patterns[] = {
        {"program", &own.program},
        {"verb", &own.verb},
        {"option", &own.option},
        {"without", &own.without},
        {"operand", &own.operand},
        {"word", &own.word},
    };
    for (const auto& [key, pattern] : patterns) {
        if (const auto checked = rule::check_pattern(*pattern); !checked) in.fault(key, checked.error().message);
    }
}

void check_examples(wire::Reader& in, const OwnRule& own) {
    rule::Facts nowhere;
    const Policy policy;
    const rule::Rule row = rule::row_of(own);
    const auto check = [&](std::string_view key, const std::vector<std::string>& lines, bool wanted) {
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (rule::applies(row, lines[i], policy, nowhere) == wanted) continue;
            in.fault(
                std::string(key) + "/" + std::to_string(i),
                "rule " + text::quoted(own.id) + (wanted ? " does not match " : " matches ") + text::quoted(lines[i]));
        }
    };
    check("denies", own.denies, true);
    check("allows", own.allows, false);
}

OwnRule read_rule(wire::Reader& in) {
    OwnRule own{.id = in.text("id"),
                .program = in.text("program"),
                .verb = in.text_or("verb", ""),
                .option = in.text_or("option", ""),
                .without = in.text_or("without", ""),
                .operand = in.text_or("operand", ""),
                .word = in.text_or("word", ""),
                .decision = named(in.optional_one_of("decision", decisions).value_or("block"), Decision::block),
                .because = in.text("because"),
                .instead = in.text_or("instead", ""),
                .denies = texts_or_none(in, "denies"),
                .allows = texts_or_none(in, "allows")};
    check_patterns(in, own);
    check_examples(in, own);
    return own;
}

json to_json(const OwnRule& own) {
    return {{"id", own.id},
            {"program", own.program},
            {"verb", own.verb},
            {"option", own.option},
            {"without", own.without},
            {"operand", own.operand},
            {"word", own.word},
            {"decision", rule::name_of(own.decision)},
            {"because", own.because},
            {"instead", own.instead},
            {"denies", own.denies},
            {"allows", own.allows}};
}

}  // namespace

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
    if (std::ranges::find(networks, name) != networks.end()) return named(name, Network::locked_down_web);
    return Error{Code::config, text::quoted(name) + " is no network policy", "one of " + text::join(networks, ", ")};
}

Result<Policy> read(const json& data, std::string_view name) {
    wire::Reader in(data, name);
    Policy policy{.action = named(in.one_of("action", decisions), Decision::block),
                  .toggles = read_toggles(in),
                  .decisions = read_decisions(in),
                  .packs = read_packs(in),
                  .allow_when_clean = in.optional_one_of("when_clean", {"allow", "block"}).value_or("block") == "allow",
                  .protected_branches = texts_or_none(in, "protected_branches"),
                  .network = named(in.one_of("network", networks), Network::locked_down_web),
                  .destinations = texts_or_none(in, "destinations"),
                  .rules = {},
                  .because = in.text_or("because", "")};
    in.for_each("rules", [&](wire::Reader& at) { policy.rules.push_back(read_rule(at)); });
    return in.finish(std::move(policy));
}

Result<Policy> load(const std::string& path) {
    SCC_TRY(const std::string bytes, file::read(path, wire::max_bytes));
    SCC_TRY(const json document, wire::parse(bytes, path));
    SCC_TRY(const json data, wire::open(document, "policy", path));
    return read(data, path);
}

json to_json(const Policy& policy) {
    json toggles = json::object();
    for (const std::string_view name : rule::toggle_names()) toggles[std::string(name)] = policy.is_on(name);
    json decided = json::object();
    for (const auto& [name, decision] : policy.decisions) decided[name] = rule::name_of(decision);
    json rules = json::array();
    for (const OwnRule& own : policy.rules) rules.push_back(to_json(own));
    return {{"action", rule::name_of(policy.action)},
            {"toggles", toggles},
            {"decisions", decided},
            {"packs", policy.packs},
            {"when_clean", policy.allow_when_clean ? "allow" : "block"},
            {"protected_branches", policy.protected_branches},
            {"network", rule::name_of(policy.network)},
            {"destinations", policy.destinations},
            {"rules", rules},
            {"because", policy.because}};
}

}  // namespace scc::policy
