// scc-safety as a hook of an agent that runs without a sandbox.
#pragma once

#include <functional>
#include <string>

#include "base/error.hpp"
#include "hook/host.hpp"
#include "rule/policy.hpp"

namespace scc::safety {

// The host of that name; Code::usage when there is none.
Result<const hook::Host*> host_for(const std::string& name);

// Answers the call on standard input by the policy that `load` gives. Returns the exit status, which is a refusal
// wherever something is wrong: with the name of the agent, the policy or the input.
int answer_hook(const std::string& host, const std::function<Result<rule::Policy>()>& load);

}  // namespace scc::safety
