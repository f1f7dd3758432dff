// What a person is told at either end of a session beyond what the agent itself says.
#pragma once

#include <string>

#include "model/provider.hpp"
#include "model/wanted.hpp"
#include "session/session.hpp"

namespace scc::sandbox {

// Before a continued session: that it runs under other rules than the one before; empty when it does not.
std::string change_of_policy(const Session& session, const model::Wanted& wanted);

// Whether an agent that ended with that status, after so long, never came up. What a person or `stop` ends is no
// failure.
bool failed_at_start(int status, time::Seconds lasted);

// Of such a session that has ended: what happened, and what to do about it. What the agent wrote is on the terminal
// already, where there is one.
std::string failure_at_start(const Session& session);
std::string way_out(const Session& session, const model::Provider& provider, bool has_terminal);

// After it: how it is continued, in place of the agent's own hint, which would look for the conversation outside the
// sandbox; empty when it cannot be.
std::string way_to_resume(const Session& session);

}  // namespace scc::sandbox
