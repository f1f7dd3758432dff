// The end of every launch from its first record on, however it came to it: network and containers taken back, what the
// session left to tell collected, the last record.
#pragma once

#include "agent.hpp"
#include "chronicle.hpp"
#include "launch.hpp"
#include "perform.hpp"

namespace scc::sandbox {

// Takes back what was made and writes the end down. Whether the agent never came up, as its status says.
bool finish(Launch& launch, Performed& performed, const Agent& agent, Chronicle& chronicle, const Result<int>& status);

// What a person is told after that.
void part(const Launch& launch, bool failed_at_start);

}  // namespace scc::sandbox
