// One call, from standard input to exit status: what a program does that is started as a hook.
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "hook/answer.hpp"

namespace scc::hook {

// How long the host may take to write the call. Hosts take a hook that is too slow for permission, the quickest after
// five seconds; the time goes to the input alone, since judging needs none to speak of.
inline constexpr std::chrono::milliseconds patience = std::chrono::seconds(3);

// All bytes up to the end of the input. What is too long is read to its end all the same, so that the host can go on
// to read the answer. Code::config when it is, or when the end does not come in time.
Result<std::string> take_in(int from, std::chrono::milliseconds time = patience);

// Reads the call, answers it, then hands the answer to `record`. Whatever goes wrong on the way, the status and what
// stands on standard error are a refusal.
int serve(const Host& host, const Judge& judge, const std::function<void(const Answer&)>& record);

}  // namespace scc::hook
