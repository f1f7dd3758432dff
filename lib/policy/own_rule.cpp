#include "policy/own_rule.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "policy/policy.hpp"
#include "rule/judge.hpp"
#include "rule/pattern.hpp"

namespace scc::policy {
namespace {

using rule::OwnRule;

struct Part {
    std::string_view key;
    std::string OwnRule::*pattern;
};

constexpr Part parts[] = {
    {"verb", &OwnRule::verb},
    {"option", &OwnRule::option},
    {"without", &OwnRule::without},
    {"operand", &OwnRule::operand},
    {"word", &OwnRule::word},
};

bool is_name(std::string_view name) {
    return !name.empty() && !name.starts_with('-') &&
           name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

bool check_patterns(wire::Reader& in, const OwnRule& own) {
    bool right = true;
    const auto check = [&](std::string_view key, const std::string& pattern) {
        const auto checked = rule::check_pattern(pattern);
        if (checked) return;
        right = false;
        in.fault(key, checked.error().message, "patterns are RE2 expressions: scc-policy(5)");
    };
    check("program", own.program);
    for (const Part& part : parts) check(part.key, own.*part.pattern);
    return right;
}

// What is said about the line where this rule is the only one of the organisation's.
std::string verdict_on(const std::string& line, const OwnRule& own) {
    rule::Facts nowhere;
    const Policy alone{.network = rule::Network::open, .rules = {own}};
    const rule::Verdict verdict = rule::judge_line(line, alone, nowhere);
    const std::string decision(rule::name_of(verdict.decision));
    return verdict.rule.empty() ? decision : decision + " by " + verdict.rule;
}

void check_examples(wire::Reader& in, const OwnRule& own) {
    rule::Facts nowhere;
    const Policy policy;
    const rule::Rule row = rule::row_of(own);
    const auto check = [&](std::string_view key, const std::vector<std::string>& lines, bool wanted) {
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (rule::applies(row, lines[i], policy, nowhere) == wanted) continue;
            in.fault(std::string(key) + "/" + std::to_string(i),
                     "rule " + text::quoted(own.id) + (wanted ? " does not match " : " matches ") +
                         text::quoted(lines[i]) + ": the verdict is " + verdict_on(lines[i], own),
                     "change the rule or the example; 'scc-safety explain' shows how a line is read");
        }
    };
    check("denies", own.denies, true);
    check("allows", own.allows, false);
}

std::vector<std::string> texts_or_none(wire::Reader& in, std::string_view key) {
    return in.optional_texts(key).value_or(std::vector<std::string>());
}

OwnRule read_rule(wire::Reader& in) {
    OwnRule own{.id = in.text("id"), .program = in.text("program")};
    for (const Part& part : parts) own.*part.pattern = in.text_or(part.key, "");
    own.decision = decision_named(in.optional_one_of("decision", decision_names()).value_or("block"));
    own.because = in.text("because");
    own.instead = in.text("instead");
    own.denies = texts_or_none(in, "denies");
    own.allows = texts_or_none(in, "allows");
    if (const auto checked = check_id(own.id); !checked && !own.id.empty()) {
        in.fault("id", checked.error().message, checked.error().hint);
    }
    if (check_patterns(in, own)) check_examples(in, own);
    return own;
}

}  // namespace

Result<Done> check_id(std::string_view id) {
    const std::size_t slash = std::min(id.find('/'), id.size());
    const std::string_view act = slash == id.size() ? std::string_view() : id.substr(slash + 1);
    if (!is_name(id.substr(0, slash)) || !is_name(act)) {
        return Error{Code::config,
                     text::quoted(id) + " is no id of a rule",
                     "write FAMILY/ACT in a to z, 0 to 9 and -, as in acme/no-deploy"};
    }
    if (rule::rule_named(id) == nullptr) return Done{};
    return Error{Code::config,
                 "rule " + text::quoted(id) + " is one of scc's own",
                 "choose another id; what a rule of scc's own does is said in 'decisions'"};
}

std::vector<OwnRule> read_rules(wire::Reader& in, std::string_view key) {
    std::vector<OwnRule> rules;
    in.for_each(key, [&](wire::Reader& at) {
        OwnRule own = read_rule(at);
        const bool twice = !own.id.empty() && std::ranges::find(rules, own.id, &OwnRule::id) != rules.end();
        if (twice)
            at.fault("id", "there is a rule " + text::quoted(own.id) + " already", "each rule has an id of its own");
        rules.push_back(std::move(own));
    });
    return rules;
}

nlohmann::json to_json(const OwnRule& own) {
    nlohmann::json made = {{"id", own.id},
                           {"program", own.program},
                           {"decision", rule::name_of(own.decision)},
                           {"because", own.because},
                           {"instead", own.instead},
                           {"denies", own.denies},
                           {"allows", own.allows}};
    for (const Part& part : parts) made[std::string(part.key)] = own.*part.pattern;
    return made;
}

}  // namespace scc::policy
