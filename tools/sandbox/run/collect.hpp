// What a session left to tell: the guard's events and the proxy's access log.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "session/events.hpp"
#include "session/session.hpp"

namespace scc::sandbox {

// What the guard writes down on the other side of a mount.
std::string guard_file(const Session& session);

// Whether the guard has run as process 1: then it has written into its event file.
bool guard_ran(const Session& session);

// With which status the agent ended, by the guard's file; nothing while it runs, or when the guard was killed.
std::optional<int> status_by_guard(const Session& session);

// Takes over into the record which conversation the agent says it is in; whether that is news.
bool note(const Conversation& told, Session& session);

// The same from the guard's whole file; whether the agent has told of one at all.
bool learn_conversation(Session& session);

// Its events so far, from the session's directory. No engine is asked.
std::vector<nlohmann::json> collect(const Session& session);

}  // namespace scc::sandbox
