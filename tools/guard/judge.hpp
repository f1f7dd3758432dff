// Verdicts, and what process 1 is told about them: by the wrapper about its own words, by a hook about a call of a
// tool, and by process 1 itself about what others execute.
#pragma once

#include <string>
#include <vector>

#include "base/error.hpp"
#include "event.hpp"
#include "rule/judge.hpp"

namespace scc::guard {

// The verdict on a command where the policy cannot be read: there is nothing to judge by, so nothing runs.
rule::Verdict refusal_without_policy(const Error& error, const std::vector<std::string>& words);

// Whether there is nothing to say about the command.
bool is_silent(const rule::Verdict& verdict);

// What process 1 is told about a verdict: that it is no, or a warning, and each exception without which it would not
// have been yes. Nothing about one that only allows.
std::vector<Event> events_of(const rule::Verdict& verdict, const std::vector<std::string>& words, std::string cwd);

// Tells process 1. `tool_call`: the provider's id of the call that the command belongs to, or empty.
void tell(const rule::Verdict& verdict, const std::vector<std::string>& words, std::string cwd, std::string tool_call);

// The variable in which whoever runs a command for an agent may say which call it belongs to.
inline constexpr const char* tool_call_variable = "SCC_TOOL_CALL";

}  // namespace scc::guard
