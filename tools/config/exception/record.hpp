// What the audit log is told about exceptions: that one was made, deleted, or has ended. That a launch used one is for
// the launch to say.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "exception.hpp"

namespace scc::config {

// Records an event of that type ("exception.created") about each of them.
Result<Done> record(std::string_view type, const std::vector<Exception>& exceptions, const std::string& ticket = "");

// Records `exception.expired` for those that have ended and of which that was not said before. What could not be
// recorded is said the next time; a warning tells.
void record_ended(const std::vector<Exception>& exceptions, time::Seconds now, std::int64_t most_hours);

}  // namespace scc::config
