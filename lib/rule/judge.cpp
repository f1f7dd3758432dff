#include "rule/judge.hpp"

#include <algorithm>
#include <utility>

#include "base/path.hpp"
#include "base/text.hpp"
#include "rule/git.hpp"
#include "rule/match.hpp"
#include "shell/command.hpp"
#include "shell/quote.hpp"

namespace scc::rule {
namespace {

using shell::Argument;

constexpr std::size_t most_aliases = 16;  // of the repository that are followed in one line

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
    Bench(std::string_view line, const Policy& policy, Facts& facts)
        : line_(line),
          place_{.policy = policy, .facts = facts, .course = &course_},
          asks_packs_(!policy.packs.empty()),
          asks_for_place_(policy.allow_when_clean || !policy.protected_branches.empty()) {}

    // False once nothing worse can come.
    bool see(const shell::Simple& command) {
        const std::string& first = command.words[0].text;
        if (asks_for_place_) course_.see(command);
        if (!command.words[0].known()) verdict_.certain = false;
        const bool device = first.starts_with("/dev/tcp") || first.starts_with("/dev/udp");
        const Rows* rows = rows_about(device ? std::string_view(first) : path::basename(first), asks_packs_);
        if (rows == nullptr && place_.policy.rules.empty()) return true;
        const Words words = read_words(command.words);
        place_.enter(command);
        if (rows != nullptr) {
            for (const Row& row : rows->about(words.verb)) hold_against(*row.rule, row.family, words);
            if (words.program == "git") spell_out(words);
            if (!words.known() && verdict_.decision != Decision::block) verdict_.certain = false;
        }
        for (const OwnRule& own : place_.policy.rules) hold_against(row_of(own), nullptr, words);
        return verdict_.decision != Decision::block;
    }

    Verdict verdict() && {
        verdict_.released = std::move(released_);
        return std::move(verdict_);
    }

private:
    void hold_against(const Rule& row, const Family* family, const Words& words) {
        const Decision decision = place_.policy.decision_of(row, family);
        if (decision <= verdict_.decision) return;
        const auto span = family == nullptr ? match(row, words, place_) : match_words(row, words, place_);
        if (!span || is_spared(row, words) || is_released(row)) return;
        decide(row, family, decision, words, *span);
    }

    // A rule lets go while an exception lasts, and says so once.
    bool is_released(const Rule& row) {
        const auto lasts = [&](const Release& at) {
            return at.rule == row.id && place_.facts.now().value_or(at.expires) < at.expires;
        };
        const auto& all = place_.policy.releases;
        const auto release = std::ranges::find_if(all, lasts);
        if (release == all.end()) return false;
        if (std::ranges::find(released_, row.id, &Release::rule) == released_.end()) released_.push_back(*release);
        return true;
    }

    // What the repository's configuration makes of a subcommand that git does not ship is judged as well.
    void spell_out(const Words& words) {
        const std::string_view verb = std::string_view(words.verb).substr(0, words.verb.find(' '));
        if (verb.empty() || is_git_verb(verb) || ++spelled_ > most_aliases) return;
        const auto meaning = place_.facts.alias(verb);
        if (!meaning) return;
        std::vector<Argument> spelled(words.all.begin(), words.all.end());
        const Argument setting = {"alias." + std::string(verb) + "=" + *meaning, spelled[0].span};
        spelled.insert(spelled.begin() + 1, {{"-c", spelled[0].span}, setting});
        bool outer = true;
        const auto walked = shell::each_command(
            spelled, [&](const shell::Simple& command) { return std::exchange(outer, false) || see(command); });
        if (!walked) verdict_.certain = false;
    }

    bool is_spared(const Rule& row, const Words& words) const {
        return place_.policy.allow_when_clean && row.loses != nullptr && place_.is_clean_for(words, row.loses(words));
    }

    void decide(const Rule& row, const Family* family, Decision decision, const Words& words, shell::Span span) {
        verdict_ = {.decision = decision,
                    .rule = std::string(row.id),
                    .because = std::string(row.because),
                    .instead = std::string(row.instead),
                    .set_by = place_.policy.set_by(row, family),
                    .ask = place_.policy.ask,
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
    Course course_;
    Place place_;
    bool asks_packs_;
    bool asks_for_place_;
    Verdict verdict_;
    std::vector<Release> released_;
    std::size_t spelled_ = 0;
};

// Judges each command as if it were the only one.
shell::Each alone(std::string_view line, const Policy& policy, Facts& facts, const Judged& judged) {
    return [=, &policy, &facts, &judged](const shell::Simple& command) {
        Bench bench(line, policy, facts);
        static_cast<void>(bench.see(command));
        judged(command, std::move(bench).verdict());
        return true;
    };
}

}  // namespace

Verdict refusal(std::string_view line, const Error& error, const Policy& policy) {
    Verdict verdict;
    verdict.decision = std::min(Decision::block, policy.action);
    if (verdict.decision == Decision::allow) return verdict;
    verdict.rule = unreadable;
    verdict.because = "cannot be read: " + error.message + (error.where.empty() ? "" : " at " + error.where);
    verdict.instead = "write it as plain commands, one a line";
    verdict.set_by = policy.because;
    verdict.span = {0, line.size()};
    verdict.words = {std::string(line.substr(0, 200))};
    return verdict;
}

Verdict judge(const std::vector<std::string>& argv, const Policy& policy, Facts& facts) {
    const std::string line = text::join(argv, " ");
    Bench bench(line, policy, facts);
    if (argv.empty()) return refusal(line, {Code::config, "there is no command"}, policy);
    const std::vector<Argument> words = arguments_of(argv);
    const auto walked = shell::each_command(words, [&](const shell::Simple& command) { return bench.see(command); });
    if (!walked) return refusal(line, walked.error(), policy);
    return std::move(bench).verdict();
}

Verdict judge_line(std::string_view line, const Policy& policy, Facts& facts) {
    Bench bench(line, policy, facts);
    const auto walked = shell::each_command(line, [&](const shell::Simple& command) { return bench.see(command); });
    if (!walked) return refusal(line, walked.error(), policy);
    return std::move(bench).verdict();
}

Result<Done> judge_each(
    std::string_view line, const Policy& policy, Facts& facts, const Judged& judged, shell::Reading reading) {
    return shell::each_command(line, alone(line, policy, facts, judged), reading);
}

Result<Done> judge_each(const std::vector<std::string>& argv,
                        const Policy& policy,
                        Facts& facts,
                        const Judged& judged,
                        shell::Reading reading) {
    const std::string line = text::join(argv, " ");
    return shell::each_command(arguments_of(argv), alone(line, policy, facts, judged), reading);
}

bool applies(const Rule& rule, std::string_view line, const Policy& policy, Facts& facts) {
    Place place{policy, facts};
    bool found = false;
    const auto walked = shell::each_command(line, [&](const shell::Simple& command) {
        place.enter(command);
        found = found || match(rule, read_words(command.words), place).has_value();
        return !found;
    });
    return found && walked.has_value();
}

std::string text_of(const Verdict& verdict) {
    if (verdict.decision == Decision::allow) return {};
    std::string command = verdict.words.size() == 1 ? verdict.words[0] : shell::quote(verdict.words);
    if (command.size() > 120) command = command.substr(0, 117) + "...";
    std::string lines = "scc: " + text::quoted(command) +
                        (verdict.decision == Decision::block ? " is refused (" : " is noted (") + verdict.rule +
                        "): it " + verdict.because + "\n";
    if (!verdict.instead.empty()) lines += "scc: instead: " + verdict.instead + "\n";
    if (!verdict.set_by.empty()) lines += "scc: set by " + verdict.set_by + "\n";
    if (!verdict.ask.empty()) {
        lines += "scc: for an exception, ask " + verdict.ask + " to release " + text::quoted(verdict.rule) + "\n";
    }
    return lines;
}

}  // namespace scc::rule
