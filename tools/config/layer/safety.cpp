#include "safety.hpp"

#include "base/text.hpp"
#include "layer.hpp"
#include "policy/own_rule.hpp"
#include "policy/policy.hpp"
#include "wire/input.hpp"

namespace scc::config {
namespace {

const std::vector<std::string> actions = {"block", "warn", "allow"};
const std::vector<std::string> clean_words = {"allow", "block"};

std::optional<Text> read_word(wire::Reader& in,
                              std::string_view key,
                              const std::vector<std::string>& words,
                              const Place& place) {
    auto word = in.optional_one_of(key, words);
    if (!word) return std::nullopt;
    return Text{std::move(*word), origin_of(in, key, place)};
}

bool is_family(std::string_view name) { return name.ends_with("/*"); }

std::map<std::string, Text> read_decisions(wire::Reader& in, const Place& place) {
    std::map<std::string, Text> decisions;
    for (const auto& [name, decision] : policy::read_decisions(in, "decisions")) {
        const std::string key = "decisions/" + wire::pointer_step(name);
        const auto known = policy::check_decided(name, {});
        if (!known && is_family(name)) in.fault(key, known.error().message, known.error().hint);
        decisions[name] = {std::string(rule::name_of(decision)), origin_of(in, key, place)};
    }
    return decisions;
}

std::vector<Text> read_packs(wire::Reader& in, const Place& place) {
    std::vector<Text> packs = read_texts(in, "packs", place);
    for (std::size_t i = 0; i < packs.size(); ++i) {
        const auto known = policy::check_pack(packs[i].value);
        if (!known) in.fault("packs/" + std::to_string(i), known.error().message, known.error().hint);
    }
    return packs;
}

void read_safety_net(wire::Reader& in, const Place& place, Safety& safety) {
    safety.origin = origin_of(in, "", place);
    safety.action = read_word(in, "action", actions, place);
    for (const std::string_view toggle : rule::toggle_names()) {
        const auto on = in.optional_boolean(toggle);
        if (on) safety.toggles[std::string(toggle)] = {*on, origin_of(in, toggle, place)};
    }
    safety.when_clean = read_word(in, "when_clean", clean_words, place);
    safety.decisions = read_decisions(in, place);
    safety.packs = read_packs(in, place);
}

}  // namespace

Safety read_safety(wire::Reader& in, const Place& place) {
    Safety safety;
    in.with("safety_net", [&](wire::Reader& at) { read_safety_net(at, place, safety); });
    for (rule::OwnRule& own : policy::read_rules(in, "rules")) {
        const std::string key = "rules/" + std::to_string(safety.rules.size());
        safety.rules.push_back({std::move(own), origin_of(in, key, place)});
    }
    return safety;
}

void check_decisions(wire::Reader& in, const Safety& safety, const std::vector<rule::OwnRule>& own) {
    for (const auto& [name, decision] : safety.decisions) {
        const auto known = policy::check_decided(name, own);
        if (known || is_family(name)) continue;
        const std::string& because = decision.origin.because;
        in.fault(because.substr(because.find(":/") + 2), known.error().message, known.error().hint);
    }
}

void check_released(wire::Reader& in,
                    const std::string& key,
                    const std::vector<std::string>& names,
                    const std::vector<rule::OwnRule>& own) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::string at = key + "/" + std::to_string(i);
        const auto known = policy::check_decided(names[i], own);
        if (is_family(names[i])) {
            in.fault(at, "an exception releases single rules, not " + text::quoted(names[i]), "name each rule");
        } else if (!known) {
            in.fault(at, known.error().message, known.error().hint);
        }
    }
}

}  // namespace scc::config
