#include "exec/supervisor.hpp"

#include <fcntl.h>

#include <cerrno>
#include <climits>

#include "base/text.hpp"
#include "exec/caller.hpp"
#include "exec/filter.hpp"
#include "exec/memory.hpp"
#include "judge.hpp"
#include "lineage.hpp"
#include "policy/policy.hpp"
#include "root.hpp"
#include "rule/local.hpp"

namespace scc::guard {
namespace {

// Where the parts of a call stand among its arguments.
struct Form {
    std::size_t path;
    std::size_t words;
};

constexpr Form of_execve = {0, 1};
constexpr Form of_execveat = {1, 2};
constexpr std::size_t flags_of_execveat = 4;

bool is_execveat(const Call& call) { return call.number == own_abi().execveat; }

Form form_of(const Call& call) { return is_execveat(call) ? of_execveat : of_execve; }

// Nothing when the path cannot be read.
std::optional<Place> place_of(const Call& call) {
    auto path = text_at(call.pid, call.arguments[form_of(call).path], PATH_MAX);
    if (!path) return std::nullopt;
    const int directory = is_execveat(call) ? static_cast<int>(call.arguments[0]) : AT_FDCWD;
    return Place{call.pid, directory, std::move(*path)};
}

// Whether the call names nothing where it must name something.
bool names_nothing(const Call& call, const Place& place) {
    return place.path.empty() && !(is_execveat(call) && (call.arguments[flags_of_execveat] & AT_EMPTY_PATH) != 0);
}

rule::Verdict verdict_on(const Call& call, const Target& target) {
    const auto policy = policy::load(at_root(policy_file));
    if (!policy) return refusal_without_policy(policy.error(), target.words);
    rule::LocalFacts facts(directory_of(call.pid));
    return rule::judge(target.words, *policy, facts);
}

}  // namespace

rule::Verdict past_the_guard(rule::Verdict judged, const Target& target) {
    if (judged.decision == rule::Decision::block) return judged;
    return {.decision = rule::Decision::block,
            .rule = "guard/bypass",
            .because = "would run past the guard, as " + text::quoted(target.path),
            .instead = "run " + text::quoted(target.program) + ", which is judged by its arguments",
            .set_by = "scc-guard, which judges what it stands in the place of",
            .words = target.words};
}

rule::Verdict unreadable(const std::string& path) {
    return {.decision = rule::Decision::block,
            .rule = "guard/unreadable",
            .because = "cannot be read, so that nobody knows what would run",
            .instead = "make the program readable, and run it from a process that is not closed to others",
            .set_by = "scc-guard, which runs nothing that it cannot judge",
            .words = {path}};
}

void Supervisor::answer() {
    const auto call = listener_.next();
    if (!call) return;
    const auto place = place_of(*call);
    if (!place) return refuse(*call, unreadable("?"), {"?"});
    if (names_nothing(*call, *place)) return listener_.fail(*call, ENOENT);
    const auto words = [&] { return words_at(call->pid, call->arguments[form_of(*call).words]); };
    decide(*call, *place, target_of(*place, files_, words));
}

void Supervisor::decide(const Call& call, const Place& place, const Target& target) {
    switch (target.state) {
        case Target::State::plain: return listener_.allow(call);
        case Target::State::missing: return listener_.fail(call, target.error);
        case Target::State::unreadable: return refuse(call, unreadable(place.path), {place.path});
        case Target::State::watched: break;
    }
    if (target.kind == Kind::guard || is_wrapper(call.pid, files_)) return listener_.allow(call);
    judge(call, target);
}

void Supervisor::judge(const Call& call, const Target& target) {
    rule::Verdict verdict = verdict_on(call, target);
    if (target.diverted) return refuse(call, past_the_guard(std::move(verdict), target), target.words);
    if (is_silent(verdict) || takes_steps(call.pid, target.file)) return listener_.allow(call);
    if (verdict.decision == rule::Decision::block) return refuse(call, verdict, target.words);
    write_to_error_of(call.pid, rule::text_of(verdict));
    tell(verdict, target.words, directory_of(call.pid), variable_of(call.pid, tool_call_variable));
    listener_.allow(call);
}

void Supervisor::refuse(const Call& call, const rule::Verdict& verdict, const Words& words) {
    if (!listener_.is_waiting(call)) return;
    write_to_error_of(call.pid, rule::text_of(verdict));
    tell(verdict, words, directory_of(call.pid), variable_of(call.pid, tool_call_variable));
    listener_.fail(call, EPERM);
}

}  // namespace scc::guard
