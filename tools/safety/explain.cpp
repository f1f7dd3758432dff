#include "explain.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "shell/bomb.hpp"
#include "shell/command.hpp"
#include "shell/quote.hpp"

namespace scc::safety {
namespace {

// Where an organisation's own rules are listed.
constexpr const char* own_family = "policy";

// The word as it can be shown: what is not known of it is "…".
std::string shown(const shell::Argument& word) {
    return text::replace_all(word.text, std::string_view(&shell::unknown, 1), "…");
}

json command_json(const shell::Simple& command) {
    json words = json::array();
    for (const shell::Argument& word : command.words) words.push_back(shown(word));
    return {{"words", words}, {"span", {command.span.begin, command.span.end}}, {"depth", command.depth}};
}

json commands_of(const Question& question) {
    json commands = json::array();
    const auto add = [&](const shell::Simple& command) {
        const std::string_view first = command.words[0].text;
        const bool is_run = !first.starts_with('>') && first != shell::bomb;
        if (is_run) commands.push_back(command_json(command));
        return true;
    };
    // What cannot be read is told by the verdict.
    if (question.argv.empty()) {
        static_cast<void>(shell::each_command(question.command, add));
        return commands;
    }
    std::vector<shell::Argument> words;
    std::size_t at = 0;
    for (const std::string& word : question.argv) {
        words.push_back({word, {at, at + word.size()}});
        at += word.size() + 1;
    }
    static_cast<void>(shell::each_command(words, add));
    return commands;
}

// The line that holds `begin`, and below it a caret for each byte of the span in that line.
std::string caret(std::string_view text, std::size_t begin, std::size_t end) {
    const std::size_t first = begin == 0 ? 0 : text.rfind('\n', begin - 1) + 1;
    const std::size_t last = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(first, last - first);
    const std::size_t width = std::max<std::size_t>(1, std::min(end, last) - std::min(begin, last));
    return "    " + std::string(line) + "\n    " + std::string(begin - first, ' ') + std::string(width, '^') + "\n";
}

// A family is on when the policy leaves any of its rules something to say.
json family_json(const rule::Family& family, const rule::Policy& policy) {
    const bool on = std::ranges::any_of(family.rows(), [&](const rule::Rule& row) {
        return policy.decision_of(row, &family) != rule::Decision::allow;
    });
    return {{"name", family.name}, {"about", family.about}, {"pack", family.pack}, {"on", on}};
}

json rule_json(const rule::Rule& row) {
    return {{"id", row.id},
            {"program", row.program},
            {"verb", row.verb},
            {"decision", rule::name_of(row.decision)},
            {"toggle", row.toggle},
            {"because", row.because},
            {"instead", row.instead},
            {"denies", row.denies},
            {"allows", row.allows}};
}

std::string rule_line(const json& one, std::size_t width) {
    const auto id = one.at("id").get<std::string>();
    const std::string decision = one.at("on").get<bool>() ? one.at("decision").get<std::string>() : "off";
    return "  " + id + std::string(width - id.size() + 2, ' ') + decision + std::string(7 - decision.size(), ' ') +
           one.at("because").get<std::string>() + "\n";
}

}  // namespace

json explain(const Question& question, const rule::Policy& policy) {
    const std::string line = question.argv.empty() ? question.command : text::join(question.argv, " ");
    return {{"command", line}, {"commands", commands_of(question)}, {"verdict", to_json(answer(question, policy))}};
}

std::string explained_text(const json& data) {
    std::string lines;
    for (const json& command : data.at("commands")) {
        const auto depth = command.at("depth").get<std::size_t>();
        lines += std::string(2 * depth, ' ') + (depth > 0 ? "runs " : "") +
                 shell::quote(command.at("words").get<std::vector<std::string>>()) + "\n";
    }
    const json& verdict = data.at("verdict");
    const auto decision = verdict.at("verdict").get<std::string>();
    if (!verdict.contains("rule")) {
        const bool certain = verdict.at("certain").get<bool>();
        return lines + decision + (certain ? "" : ", as far as the text tells") + "\n";
    }
    const auto begin = verdict.at("span").at(0).get<std::size_t>();
    const auto end = verdict.at("span").at(1).get<std::size_t>();
    lines += decision + " by " + verdict.at("rule").get<std::string>() + ": it " +
             verdict.at("because").get<std::string>() + "\n" + caret(data.at("command").get<std::string>(), begin, end);
    const auto instead = verdict.at("instead").get<std::string>();
    const auto set_by = verdict.at("set_by").get<std::string>();
    if (!instead.empty()) lines += "instead: " + instead + "\n";
    if (!set_by.empty()) lines += "set by " + set_by + "\n";
    return lines;
}

json list_rules(const rule::Policy& policy) {
    json families = json::array();
    json rules = json::array();
    for (const rule::Family& family : rule::families()) {
        families.push_back(family_json(family, policy));
        for (const rule::Rule& row : family.rows()) {
            json one = rule_json(row);
            const rule::Decision decision = policy.decision_of(row, &family);
            one["family"] = family.name;
            one["on"] = decision != rule::Decision::allow;
            if (decision != rule::Decision::allow) one["decision"] = rule::name_of(decision);
            rules.push_back(std::move(one));
        }
    }
    for (const rule::OwnRule& own : policy.rules) {
        json one = rule_json(rule::row_of(own));
        one["family"] = own_family;
        one["on"] = true;
        one["denies"] = own.denies;
        one["allows"] = own.allows;
        rules.push_back(std::move(one));
    }
    return {{"families", families}, {"rules", rules}};
}

std::string listed_text(const json& data) {
    std::size_t width = 0;
    for (const json& one : data.at("rules")) width = std::max(width, one.at("id").get<std::string>().size());
    std::string lines;
    const auto list = [&](const std::string& family) {
        for (const json& one : data.at("rules")) {
            if (one.at("family") == family) lines += rule_line(one, width);
        }
    };
    for (const json& family : data.at("families")) {
        const bool pack = family.at("pack").get<bool>();
        const bool on = family.at("on").get<bool>();
        lines += family.at("name").get<std::string>() + (pack ? " (pack)" : "") + (on ? "" : " (off)") + ": " +
                 family.at("about").get<std::string>() + "\n";
        list(family.at("name").get<std::string>());
    }
    list(own_family);
    return lines;
}

}  // namespace scc::safety
