#include "hook.hpp"

#include <nlohmann/json.hpp>

#include "base/path.hpp"
#include "base/text.hpp"
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

nlohmann::json event_of(const hook::Host& host, const hook::Answer& answer) {
    const rule::Verdict& verdict = answer.verdict;
    nlohmann::json event = {{"type", verdict.decision == rule::Decision::block ? "hook.blocked" : "hook.warned"},
                            {"provider", host.name},
                            {"rule", verdict.rule},
                            {"command", text::cut(verdict.words, most_word_bytes, most_words)},
                            {"because", text::cut(verdict.because, most_word_bytes)}};
    const auto add = [&](const char* key, const std::string& value) {
        if (!value.empty()) event[key] = text::cut(value, most_word_bytes);
    };
    add("instead", verdict.instead);
    add("cwd", answer.call.cwd);
    add("session", answer.call.session);
    add("tool_call", answer.call.id);
    return event;
}

// The host has its answer by now, and waits for nothing but the end of this program.
void record(const hook::Host& host, const hook::Answer& answer) {
    if (answer.verdict.decision == rule::Decision::allow || answer.verdict.rule == hook::of_canary) return;
    const std::string audit = path::join(places::program_dir(), "scc-audit");
    const auto taken = proc::run(
        {.argv = {audit, "append"}, .input = wire::compact(event_of(host, answer)) + "\n", .timeout = patience});
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
