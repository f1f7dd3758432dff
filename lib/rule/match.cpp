#include "rule/match.hpp"

#include <algorithm>

#include "base/path.hpp"
#include "rule/files.hpp"
#include "rule/git.hpp"
#include "rule/net.hpp"
#include "rule/pattern.hpp"
#include "rule/programs.hpp"

namespace scc::rule {
namespace {

shell::Span whole(const Words& words) { return {words.all.front().span.begin, words.all.back().span.end}; }

// The last option that matches one pattern: where a word is repeated, the last one counts.
const Option* option_like(std::string_view pattern, const Words& words) {
    const Option* found = nullptr;
    for (const Option& option : words.options) {
        const bool alike = matches(pattern, option.name) || (option.has_value && matches(pattern, option.text()));
        if (alike) found = &option;
    }
    return found;
}

// Every blank-separated pattern must match an option; the place of the last of them.
std::optional<shell::Span> options_like(std::string_view patterns, const Words& words) {
    shell::Span span = whole(words);
    while (!patterns.empty()) {
        const std::size_t end = std::min(patterns.find(' '), patterns.size());
        const Option* option = option_like(patterns.substr(0, end), words);
        if (option == nullptr) return std::nullopt;
        span = option->span;
        patterns.remove_prefix(std::min(end + 1, patterns.size()));
    }
    return span;
}

std::optional<shell::Span> word_like(std::string_view pattern, std::span<const shell::Argument> among) {
    const auto found = std::ranges::find_if(among, [&](const auto& word) { return matches(pattern, word.text); });
    if (found == among.end()) return std::nullopt;
    return found->span;
}

// Git, and the programs of the table, print their usage and do nothing else when they are asked for help anywhere among
// the options.
bool only_helps(const Words& words) {
    if (words.commands && words.action() == "help") return true;
    const Option* short_form = words.find("-h");
    const bool asks = words.has("--help") || (short_form != nullptr && !short_form->has_value);
    return asks && (words.commands || words.program == "git");
}

// "volume" as well as "volume rm" names the verb of "docker volume rm".
bool is_verb(std::string_view pattern, const Words& words) {
    if (matches(pattern, words.verb)) return true;
    return words.commands && matches(pattern, std::string_view(words.verb).substr(0, words.verb.find(' ')));
}

// Whether an option excuses the command. One whose value is not known does not.
bool is_excused(std::string_view pattern, const Words& words) {
    if (pattern.empty()) return false;
    const Option* option = option_like(pattern, words);
    return option != nullptr && option->value.find(shell::unknown) == std::string::npos;
}

}  // namespace

std::optional<shell::Span> match(const Rule& rule, const Words& words, Place& place) {
    if (!rule.program.empty() && !matches(rule.program, words.program)) return std::nullopt;
    if (!rule.verb.empty() && !is_verb(rule.verb, words)) return std::nullopt;
    return match_words(rule, words, place);
}

std::optional<shell::Span> match_words(const Rule& rule, const Words& words, Place& place) {
    if (only_helps(words)) return std::nullopt;
    shell::Span span = whole(words);
    if (!rule.option.empty()) {
        const auto found = options_like(rule.option, words);
        if (!found) return std::nullopt;
        span = *found;
    }
    if (!rule.action.empty() && !matches(rule.action, words.action())) return std::nullopt;
    if (is_excused(rule.without, words)) return std::nullopt;
    for (const auto& [pattern, among] : {std::pair{rule.operand, std::span<const shell::Argument>(words.operands)},
                                         std::pair{rule.word, words.all.subspan(1)}}) {
        if (pattern.empty()) continue;
        const auto found = word_like(pattern, among);
        if (!found) return std::nullopt;
        span = *found;
    }
    if (rule.check == nullptr) return span;
    place.at.reset();
    if (!rule.check(words, place)) return std::nullopt;
    return place.at.value_or(span);
}

Words read_words(std::span<const shell::Argument> all) {
    const std::string_view program = path::basename(all[0].text);
    if (program == "git" || program.starts_with("git-")) return read_git(all);
    if (is_file_program(program) && !is_network_program(program)) return read_files(all);
    if (is_network_program(program) || all[0].text.starts_with("/dev/")) return read_network(all);
    if (const Commands* commands = commands_of(program)) return read_commands(*commands, all);
    Words words{.program = program, .all = all};
    if (all.size() > 1 && all[1].known() && !all[1].text.starts_with('-')) words.verb = all[1].text;
    read_options(all.subspan(1), {""}, Order::mixed, words);
    return words;
}

}  // namespace scc::rule
