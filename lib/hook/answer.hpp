// From what an agent wrote to what it is answered. Nothing here waits, opens or runs anything: the caller reads the
// input and judges.
#pragma once

#include <functional>
#include <string>

#include "base/error.hpp"
#include "hook/call.hpp"
#include "rule/judge.hpp"

namespace scc::hook {

struct Reply {
    std::string out;
    std::string err;
    int status = 0;

    bool operator==(const Reply&) const = default;
};

// The status that every host takes for a refusal, given text on standard error.
inline constexpr int refused = 2;

struct Answer {
    Reply reply;
    Call call;              // empty where it could not be read
    rule::Verdict verdict;  // `allow` for a call that runs nothing; a beginning is answered with nothing at all
};

// Judges a call that runs something; an Error is a refusal.
using Judge = std::function<Result<rule::Verdict>(const Call&)>;

// `input` is what the host wrote, or why it could not be read. What cannot be read or judged is refused.
Answer answer(const Host& host, const Result<std::string>& input, const Judge& judge);

// The verdict on the line or the words. The canary is refused whatever the policy says.
rule::Verdict verdict_on(const Call& call, const rule::Policy& policy, rule::Facts& facts);

// A command that no policy lets run, and that does nothing should it run: there is no such program. Sent through a
// hook, it shows whether the hook is asked and holds.
inline constexpr std::string_view canary = "scc-canary";
inline constexpr std::string_view of_canary = "hook/canary";

// The id of the verdict about a call that could not be read or judged.
inline constexpr std::string_view unjudged = "hook/unreadable";

}  // namespace scc::hook
