// What a person is told at either end of a session beyond what the agent itself says.
#pragma once

#include <string>

#include "model/wanted.hpp"
#include "session.hpp"

namespace scc::sandbox {

// Before a continued session: that it runs under other rules than the one before; empty when it does not.
std::string change_of_policy(const Session& session, const model::Wanted& wanted);

// After it: how it is continued, in place of the agent's own hint, which would look for the conversation outside the
// sandbox; empty when it cannot be.
std::string way_to_resume(const Session& session);

}  // namespace scc::sandbox
