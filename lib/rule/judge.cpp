#include "rule/judge.hpp"

#include <algorithm>

#include "base/path.hpp"
#include "base/text.hpp"
#include "rule/match.hpp"
#include "shell/command.hpp"
#include "shell/quote.hpp"

namespace scc::rule {
namespace {

using shell::Argument;

std::vector<Argument> arguments_of(const std::vector<std::string>& argv) {
    std::vector<Argument> words;
    std::size_t at = 0;
    for (const std::string& word : argv) {
        words.push_back({word, {at, at + word.size()}});
        at += word.size() + 1;
    }
    return words;
}

// Keeps the worst verdict on what it is shown.
class Bench {
public:
    Bench(std::string_view line, const Policy& policy, Facts& facts) : line_(line), place_{policy, facts} {}

    // False once nothing worse can come.
    bool see(const shell::Simple& command) {
        const std::string_view program = path::basename(command.words[0].text);
        if (!command.words[0].known()) verdict_.certain = false;
        const bool guarded = is_guarded(program) || command.words[0].text.starts_with("/dev/");
        if (!guarded && place_.policy.rules.empty()) return true;
        const Words words = read_words(command.words);
        if (guarded) {
            for (const std::span<const Rule> family : families()) hold_against(family, words);
            if (!words.known() && verdict_.decision != Decision::block) verdict_.certain = false;
        }
        for (const OwnRule& own : place_.policy.rules) {
            const Rule row = row_of(own);
            hold_against({&row, 1}, words);
        }
        return verdict_.decision != Decision::block;
    }

    Verdict refuse(const Error& error) && {
        Verdict verdict;
        verdict.decision = std::min(Decision::block, place_.policy.action);
        if (verdict.decision == Decision::allow) return verdict;
        verdict.rule = unreadable;
        verdict.because = "cannot be read: " + error.message + (error.where.empty() ? "" : " at " + error.where);
        verdict.instead = "write it as plain commands, one a line";
        verdict.set_by = place_.policy.because;
        verdict.span = {0, line_.size()};
        verdict.words = {std::string(line_.substr(0, 200))};
        return verdict;
    }

    Verdict verdict() && { return std::move(verdict_); }

private:
    void hold_against(std::span<const Rule> rows, const Words& words) {
        for (const Rule& row : rows) {
            if (!row.toggle.empty() && !place_.policy.is_on(row.toggle)) continue;
            const Decision decision = std::min(row.decision, place_.policy.action);
            if (decision <= verdict_.decision) continue;
            if (const auto span = match(row, words, place_)) decide(row, decision, words, *span);
        }
    }

    void decide(const Rule& row, Decision decision, const Words& words, shell::Span span) {
        verdict_ = {.decision = decision,
                    .rule = std::string(row.id),
                    .because = std::string(row.because),
                    .instead = std::string(row.instead),
                    .set_by = place_.policy.because,
                    .span = span};
        for (const Argument& word : words.all) verdict_.words.push_back(shown(word));
    }

    // The word, or how it is written where it is not known.
    std::string shown(const Argument& word) const {
        if (word.known()) return word.text;
        const std::string_view written = line_.substr(word.span.begin, word.span.end - word.span.begin);
        return written.empty() ? "…" : std::string(written);
    }

    std::string_view line_;
    Place place_;
    Verdict verdict_;
};

}  // namespace

Verdict judge(const std::vector<std::string>& argv, const Policy& policy, Facts& facts) {
    const std::string line = text::join(argv, " ");
    Bench bench(line, policy, facts);
    if (argv.empty()) return std::move(bench).refuse({Code::config, "there is no command"});
    const std::vector<Argument> words = arguments_of(argv);
    const auto walked = shell::each_command(words, [&](const shell::Simple& command) { return bench.see(command); });
    if (!walked) return std::move(bench).refuse(walked.error());
    return std::move(bench).verdict();
}

Verdict judge_line(std::string_view line, const Policy& policy, Facts& facts) {
    Bench bench(line, policy, facts);
    const auto walked = shell::each_command(line, [&](const shell::Simple& command) { return bench.see(command); });
    if (!walked) return std::move(bench).refuse(walked.error());
    return std::move(bench).verdict();
}

bool applies(const Rule& rule, std::string_view line, const Policy& policy, Facts& facts) {
    Place place{policy, facts};
    bool found = false;
    const auto walked = shell::each_command(line, [&](const shell::Simple& command) {
        found = found || match(rule, read_words(command.words), place).has_value();
        return !found;
    });
    return found && walked.has_value();
}

std::string text_of(const Verdict& verdict) {
    if (verdict.decision == Decision::allow) return {};
    const bool whole = verdict.rule == unreadable && verdict.words.size() == 1;
    std::string command = whole ? verdict.words[0] : shell::quote(verdict.words);
    if (command.size() > 120) command = command.substr(0, 117) + "...";
    std::string lines = "scc: " + text::quoted(command) +
                        (verdict.decision == Decision::block ? " is refused (" : " is noted (") + verdict.rule +
                        "): it " + verdict.because + "\n";
    if (!verdict.instead.empty()) lines += "scc: instead: " + verdict.instead + "\n";
    if (!verdict.set_by.empty()) lines += "scc: set by " + verdict.set_by + "\n";
    return lines;
}

}  // namespace scc::rule
