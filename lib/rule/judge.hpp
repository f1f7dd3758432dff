// Whether a command may run, and if not, why.
//
//     line ──shell::read──► commands with their words ──rules──► the worst of the verdicts
//
// Every command of a line is judged: a rule that is switched off, or only warns, releases itself and nothing else.
// What cannot be read is refused. A verdict that rests on words nobody can know before the line runs says so
// (`certain`); hooks see such lines, the guard never does, because the shell has done its work by then.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rule/facts.hpp"
#include "rule/policy.hpp"
#include "shell/command.hpp"

namespace scc::rule {

struct Verdict {
    Decision decision = Decision::allow;
    std::string rule;                // "git/push-force"; empty: no rule applies
    std::string because;             // "rewrites history that others may already have"
    std::string instead;             // may be empty
    std::string set_by;              // who set what decided
    std::string ask;                 // who grants an exception to the rule; empty: nobody
    bool certain = true;             // false: a word that matters is not known before the line runs
    shell::Span span;                // the words that decided, in the line; in words joined by blanks for argv
    std::vector<std::string> words;  // the command that decided
    std::vector<Release> released;   // the rules that would have decided but for an exception, with it
};

// Judges one command whose words are known, as the guard sees it.
Verdict judge(const std::vector<std::string>& argv, const Policy& policy, Facts& facts);

// Judges everything a shell would run for `line`.
Verdict judge_line(std::string_view line, const Policy& policy, Facts& facts);

// Shows each command of a line, or what the words of one run, with the verdict about it alone, in the order they run.
// An error as shell::each_command's, which `refusal` makes a verdict of; what was read before it has been shown.
using Judged = std::function<void(const shell::Simple& command, Verdict verdict)>;
Result<Done> judge_each(
    std::string_view line, const Policy& policy, Facts& facts, const Judged& judged, shell::Reading reading = {});
Result<Done> judge_each(const std::vector<std::string>& argv,
                        const Policy& policy,
                        Facts& facts,
                        const Judged& judged,
                        shell::Reading reading = {});

// The verdict about a line that cannot be read.
Verdict refusal(std::string_view line, const Error& error, const Policy& policy);

// Whether `rule` alone matches some command of the line, whatever the policy switches on or off.
bool applies(const Rule& rule, std::string_view line, const Policy& policy, Facts& facts);

// The id of the verdict about what cannot be read.
inline constexpr std::string_view unreadable = "shell/unreadable";

// What people and agents read about a verdict that is not `allow`, a line each, with a newline at the end:
//
//     scc: 'git push -f' is refused (git/push-force): it rewrites history that others may already have
//     scc: instead: push a new commit, or use --force-with-lease
//     scc: set by org.json:/security/safety_net
//     scc: for an exception, ask security@acme.example to release 'git/push-force'
std::string text_of(const Verdict& verdict);

}  // namespace scc::rule
