// The engine's client while the agent runs in it: whether the engine does its part in time.
//
// The agent may take as long as it likes; the engine may not. It has a while to bring the guard up, which is when there
// is something in the guard's file of events, and a while to end the client once the guard has written its end into
// that file.
#pragma once

#include <sys/types.h>

#include <functional>
#include <string_view>

#include "session/session.hpp"

namespace scc::sandbox {

// Waits until the guard runs or the client ends; false when neither happens in time.
bool comes_up(const Session& session, pid_t client);

// What is done about what the guard writes while the agent runs.
struct Hearing {
    std::function<void(std::string_view lines)> lines;  // whole lines, as they come
    std::function<void()> ended;  // the agent has ended: the engine still is taking its container down
};

// Waits until the client ends; false when the agent has ended and the client still is there.
bool goes_with_its_agent(const Session& session, pid_t client, const Hearing& hearing);

}  // namespace scc::sandbox
