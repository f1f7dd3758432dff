#include "hook/answer.hpp"

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "wire/parse.hpp"

namespace scc::hook {
namespace {

using rule::Decision;
using rule::Verdict;

std::vector<std::string> words_of(const Call& call) {
    if (call.line) return {*call.line};
    if (!call.argv.empty()) return call.argv;
    return {"this call"};
}

Verdict refusal(const Error& error, const Call& call) {
    const std::string place = error.where.empty() ? "" : error.where + ": ";
    return {.decision = Decision::block,
            .rule = std::string(unjudged),
            .because = "cannot be judged: " + place + error.message,
            .instead = error.hint,
            .set_by = "the hook, which lets nothing pass that it cannot judge",
            .words = words_of(call)};
}

Verdict refusal_of_canary() {
    return {.decision = Decision::block,
            .rule = std::string(of_canary),
            .because = "only shows that the hook holds",
            .words = {std::string(canary)}};
}

// What the agent is told, beside what everybody is told about a verdict.
std::string text_for_agent(const Verdict& verdict) {
    if (verdict.decision != Decision::block) return rule::text_of(verdict);
    return rule::text_of(verdict) +
           "scc: do not look for a way around this; if it has to be done, ask the person you work for\n";
}

std::string written(std::string_view form, const std::string& text) {
    if (form.empty()) return {};
    const std::string literal = wire::compact(std::string(text::trim(text)));
    return text::replace_all(std::string(form), "@", literal) + "\n";
}

Reply reply_to(const Dialect& dialect, const Verdict& verdict) {
    const std::string text = text_for_agent(verdict);
    switch (verdict.decision) {
        case Decision::allow: return {written(dialect.silence, ""), "", 0};
        case Decision::warn: return {written(dialect.note, text), text, 0};
        case Decision::block: break;
    }
    return {written(dialect.refusal, text), text, refused};
}

}  // namespace

Answer answer(const Host& host, const Result<std::string>& input, const Judge& judge) {
    Answer made;
    const auto refuse = [&](const Error& error) {
        made.verdict = refusal(error, made.call);
        made.reply = reply_to(host.dialect, made.verdict);
        return made;
    };
    if (!input) return refuse(input.error());
    auto call = read_call(host, *input);
    if (!call) return refuse(call.error());
    made.call = std::move(*call);
    if (made.call.begins) return made;
    if (made.call.runs_something()) {
        auto verdict = judge(made.call);
        if (!verdict) return refuse(verdict.error());
        made.verdict = std::move(*verdict);
    }
    made.reply = reply_to(host.dialect, made.verdict);
    return made;
}

Verdict verdict_on(const Call& call, const rule::Policy& policy, rule::Facts& facts) {
    if (call.line == canary) return refusal_of_canary();
    return call.line ? rule::judge_line(*call.line, policy, facts) : rule::judge(call.argv, policy, facts);
}

}  // namespace scc::hook
