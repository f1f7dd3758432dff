#include "hook.hpp"

#include "base/text.hpp"
#include "event.hpp"
#include "hook/serve.hpp"
#include "judge.hpp"
#include "lineage.hpp"
#include "policy/policy.hpp"
#include "root.hpp"
#include "rule/local.hpp"
#include "say.hpp"

namespace scc::guard {
namespace {

std::vector<std::string> words_in(const hook::Call& call) { return call.line ? std::vector{*call.line} : call.argv; }

Result<rule::Verdict> judge(const hook::Call& call) {
    const auto policy = policy::load(at_root(policy_file));
    if (!policy) return refusal_without_policy(policy.error(), words_in(call));
    rule::LocalFacts facts(call.cwd);
    return hook::verdict_on(call, *policy, facts);
}

void tell_conversation(const hook::Call& call) {
    if (!is_conversation(call.session)) return;
    send({.type = "agent.conversation", .conversation = call.session, .generation = generation()},
         at_root(event_socket));
}

void report(const hook::Answer& answer) {
    if (answer.call.begins) return tell_conversation(answer.call);
    const auto& words = answer.verdict.words.empty() ? words_in(answer.call) : answer.verdict.words;
    for (Event& event : events_of(answer.verdict, words, answer.call.cwd)) {
        event.tool_call = answer.call.id;
        send(event, at_root(event_socket));
    }
}

}  // namespace

int answer_hook(const std::vector<std::string>& words) {
    const hook::Host* host = words.size() == 1 ? hook::host_named(words.front()) : nullptr;
    if (host != nullptr) return hook::serve(*host, judge, report);
    say({Code::usage,
         words.size() == 1 ? "there is no hook for " + text::quoted(words.front()) : "hook needs the name of an agent",
         "it is one of " + text::alternatives(hook::host_names())});
    return hook::refused;
}

}  // namespace scc::guard
