// The trust report: what an agent left in a workspace that no diff shows, and what was done about it (trust/watch.hpp).
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "launch.hpp"
#include "trust/watch.hpp"

namespace scc::sandbox {

// Notes what there is before the agent starts.
Result<Done> begin_trust(Launch& launch);

// The same for a session whose supervisor was killed: what it noted, if it came that far.
trust::Report end_trust(const std::string& directory);

// The event of type `trust.report`; none when there is nothing to tell.
std::vector<nlohmann::json> trust_events(const Session& session, const trust::Report& report);

// Tells people.
void say_trust(const trust::Report& report, const std::string& directory);

}  // namespace scc::sandbox
