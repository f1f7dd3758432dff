#include "hook.hpp"

#include <nlohmann/json.hpp>

#include "base/path.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "cli/log.hpp"
#include "hook/serve.hpp"
#include "place.hpp"
#include "proc/places.hpp"
#include "proc/run.hpp"
#include "wire/parse.hpp"

namespace scc::safety {
namespace {

// A hook has no time to look through a work tree.
class Facts : public PlaceFacts {
public:
    using PlaceFacts::PlaceFacts;
    std::optional<bool> clean(const std::string&, rule::Loss) override { return std::nullopt; }
};

constexpr std::chrono::seconds patience(2);
constexpr std::size_t most_word_bytes = 1000;
constexpr std::size_t most_words = 64;

// An event about the call, with what is known of it.
nlohmann::json event_of(const hook::Host& host,
                        const hook::Answer& answer,
                        const char* type,
                        std::vector<std::pair<const char*, std::string>> details) {
    nlohmann::json event = {{"type", type}, {"provider", host.name}};
    details.insert(details.end(),
                   {{"cwd", answer.call.cwd}, {"session", answer.call.session}, {"tool_call", answer.call.id}});
    for (const auto& [key, value] : details) {
        if (!value.empty()) event[key] = text::cut(value, most_word_bytes);
    }
    const auto said = answer.call.line ? std::vector{*answer.call.line} : answer.call.argv;
    event["command"] =
        text::cut(answer.verdict.words.empty() ? said : answer.verdict.words, most_word_bytes, most_words);
    return event;
}

// What is worth a line in the log: that the call is refused, or warned of, and each exception it runs by.
std::vector<nlohmann::json> events_of(const hook::Host& host, const hook::Answer& answer) {
    const rule::Verdict& verdict = answer.verdict;
    const bool runs = verdict.decision != rule::Decision::block;
    std::vector<nlohmann::json> events;
    if (verdict.rule == hook::of_canary) return events;
    if (verdict.decision != rule::Decision::allow) {
        events.push_back(
            event_of(host,
                     answer,
                     runs ? "hook.warned" : "hook.blocked",
                     {{"rule", verdict.rule}, {"because", verdict.because}, {"instead", verdict.instead}}));
    }
    if (!runs) return events;
    for (const rule::Release& at : verdict.released) {
        events.push_back(
            event_of(host,
                     answer,
                     "exception.used",
                     {{"rule", at.rule}, {"exception", at.exception}, {"until", time::text_of(at.expires)}}));
    }
    return events;
}

// The host has its answer by now, and waits for nothing but the end of this program.
void record(const hook::Host& host, const hook::Answer& answer) {
    std::string lines;
    for (const nlohmann::json& event : events_of(host, answer)) lines += wire::compact(event) + "\n";
    if (lines.empty()) return;
    const std::string audit = path::join(places::program_dir(), "scc-audit");
    const auto taken = proc::run({.argv = {audit, "append"}, .input = lines, .timeout = patience});
    if (taken && taken->status == 0) return;
    const std::string reason = taken ? text::split(taken->err, '\n').front() : taken.error().message;
    cli::log::warning("this is not in the audit log: " + reason);
}

}  // namespace

Result<const hook::Host*> host_for(const std::string& name) {
    if (const hook::Host* host = hook::host_named(name)) return host;
    return Error{Code::usage,
                 name.empty() ? "the name of an agent is missing" : "there is no hook for " + text::quoted(name),
                 "it is one of " + text::alternatives(hook::host_names())};
}

int answer_hook(const std::string& host_name, const std::function<Result<rule::Policy>()>& load) {
    const auto host = host_for(host_name);
    if (!host) {
        cli::log::error(host.error().message);
        cli::log::error("hint: " + host.error().hint);
        return hook::refused;
    }
    const hook::Judge judge = [&](const hook::Call& call) -> Result<rule::Verdict> {
        auto policy = load();
        if (!policy && policy.error().hint.empty()) policy.error().hint = "have the policy put in order";
        if (!policy) return policy.error();
        Facts facts({call.cwd, std::nullopt, std::nullopt});
        return hook::verdict_on(call, *policy, facts);
    };
    return hook::serve(**host, judge, [&](const hook::Answer& answer) { record(**host, answer); });
}

}  // namespace scc::safety
