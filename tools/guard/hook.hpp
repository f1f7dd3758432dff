// The guard as a hook of the agent: it sees the whole line before the shell does, and can explain.
#pragma once

#include <string>
#include <vector>

namespace scc::guard {

// `words` name the agent. Returns the exit status, which is a refusal wherever something is wrong.
int answer_hook(const std::vector<std::string>& words);

}  // namespace scc::guard
