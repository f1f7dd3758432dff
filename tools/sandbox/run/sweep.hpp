// Sessions whose supervisor died, or could not take back what it made because the engine did not answer: found, told
// about, cleaned.
#pragma once

#include <string>
#include <vector>

#include "engine/engine.hpp"
#include "session/session.hpp"

namespace scc::sandbox {

// The engine that made the session, without asking whether it is there.
Engine engine_of(const Session& session);

// Every session that says it goes on while nobody supervises it is marked lost, and its events go to the audit log; its
// containers and network are removed. What cannot be cleaned now stays for the next time, and so does everything else
// of an engine that does not answer. Returns those cleaned.
Result<std::vector<Session>> sweep();

}  // namespace scc::sandbox
