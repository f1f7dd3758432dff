// What a session left to tell: the guard's events and the proxy's access log.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <vector>

#include "engine.hpp"
#include "session.hpp"

namespace scc::sandbox {

// Whether the guard has run as process 1: then it has written into its event file.
bool guard_ran(const Session& session);

// With which status the agent ended, by the guard's file; nothing while it runs, or when the guard was killed.
std::optional<int> status_by_guard(const Session& session);

// Its events so far. The proxy must still be there, running or not; where it is not, its log is lost and a warning
// says so.
std::vector<nlohmann::json> collect(const Engine& engine, const Session& session);

}  // namespace scc::sandbox
