#include "wrapper.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "alias.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "facts.hpp"
#include "lineage.hpp"
#include "policy/policy.hpp"
#include "root.hpp"
#include "say.hpp"

namespace scc::guard {
namespace {

constexpr std::string_view guarded[] = {"git", "curl", "wget", "ssh", "scp", "sftp", "rsync"};
constexpr std::string_view part_of_git = "git-";

// Whether there is nothing to say about the command.
bool is_silent(const rule::Verdict& verdict) {
    return verdict.decision == rule::Decision::allow && verdict.released.empty();
}

rule::Verdict verdict_on(const std::vector<std::string>& words) {
    const auto policy = policy::load(at_root(policy_file));
    if (!policy) return refusal_without_policy(policy.error(), words);
    const std::string git = at_root(real_programs).append("git");
    Facts facts(git);
    if (words.front() != "git") return rule::judge(words, *policy, facts);
    rule::Verdict verdict = rule::judge(with_aliases(words, git), *policy, facts);
    if (!is_silent(verdict) && is_step_of(git)) return {};
    return verdict;
}

void report(const rule::Verdict& verdict, const std::vector<std::string>& words) {
    if (is_silent(verdict)) return;
    say(rule::text_of(verdict));
    for (const Event& event : events_of(verdict, words, path::current().value_or(""))) {
        send(event, at_root(event_socket));
    }
}

// Returns only when the real program cannot be started.
int become(std::string_view program, const std::vector<std::string>& argv) {
    const std::string real = at_root(real_programs).append(program);
    std::vector<char*> pointers;
    for (const std::string& word : argv) pointers.push_back(const_cast<char*>(word.c_str()));
    pointers.push_back(nullptr);
    ::execv(real.c_str(), pointers.data());
    const int status = errno == ENOENT ? 127 : 126;
    say(failure(Code::tool, "start", real));
    return status;
}

}  // namespace

std::string_view program_called(std::string_view name) {
    const std::string_view base = path::basename(name);
    if (base.starts_with(part_of_git) && base.size() > part_of_git.size()) return "git";
    const auto* found = std::ranges::find(guarded, base);
    return found == std::end(guarded) ? std::string_view() : *found;
}

std::vector<std::string> words_of(std::string_view program, const std::vector<std::string>& argv) {
    std::vector<std::string> words{std::string(program)};
    const std::string_view base = path::basename(argv.front());
    if (base != program) words.emplace_back(base.substr(part_of_git.size()));
    words.insert(words.end(), argv.begin() + 1, argv.end());
    return words;
}

std::vector<Event> events_of(const rule::Verdict& verdict, const std::vector<std::string>& words, std::string cwd) {
    std::vector<Event> events;
    const bool runs = verdict.decision != rule::Decision::block;
    if (verdict.decision != rule::Decision::allow) {
        events.push_back({.type = runs ? "guard.warned" : "guard.blocked",
                          .rule = verdict.rule,
                          .command = words,
                          .because = verdict.because,
                          .instead = verdict.instead,
                          .cwd = cwd});
    }
    if (!runs) return events;
    for (const rule::Release& release : verdict.released) {
        events.push_back({.type = "exception.used",
                          .rule = release.rule,
                          .command = words,
                          .cwd = cwd,
                          .exception = release.exception,
                          .until = time::text_of(release.expires)});
    }
    return events;
}

rule::Verdict refusal_without_policy(const Error& error, const std::vector<std::string>& words) {
    const std::string place = error.where.empty() ? "" : error.where + ": ";
    return {.decision = rule::Decision::block,
            .rule = "guard/no-policy",
            .because = "cannot be judged, because the policy cannot be read: " + place + error.message,
            .instead =
                "end this sandbox and start another with scc, which mounts the policy at " + std::string(policy_file),
            .set_by = "scc-guard, which runs nothing that it cannot judge",
            .words = words};
}

int wrap(std::string_view program, const std::vector<std::string>& argv) {
    const std::vector<std::string> words = words_of(program, argv);
    const rule::Verdict verdict = verdict_on(words);
    report(verdict, words);
    if (verdict.decision == rule::Decision::block) return static_cast<int>(Code::denied);
    return become(program, argv);
}

}  // namespace scc::guard
