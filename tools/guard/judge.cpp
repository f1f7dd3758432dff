#include "judge.hpp"

#include "base/time.hpp"
#include "root.hpp"

namespace scc::guard {

bool is_silent(const rule::Verdict& verdict) {
    return verdict.decision == rule::Decision::allow && verdict.released.empty();
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

void tell(const rule::Verdict& verdict, const std::vector<std::string>& words, std::string cwd, std::string tool_call) {
    for (Event& event : events_of(verdict, words, std::move(cwd))) {
        event.tool_call = tool_call;
        send(event, at_root(event_socket));
    }
}

}  // namespace scc::guard
