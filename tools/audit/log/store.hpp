// Writing to the log.
//
// A batch of events is appended in one step under the lock: what the last writer left is settled, the lines are
// written and flushed to the disk, the head is recorded. Whatever fails, the segment is cut back to where it was: a
// batch is in the log whole or not at all. Three flushes a batch (segment, head, its
// directory), however many events it has, are the price of an append.
//
// Settling means: a torn last line goes to `torn/` (unless only its newline is missing), lines behind the head that
// follow the chain are taken over, and what is wrong becomes a record of the log itself, `log.torn` or `log.damaged`. A
// log that lost lines is continued from its recorded head, not from where it ends, so that the gap stays visible.
//
// The segment is that of the current month, or the newest there is when the clock goes back.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/time.hpp"

namespace scc::audit {

using json = nlohmann::json;

// Code::tool when the disk does not take it.
Result<Done> append(const std::string& directory, const std::vector<json>& events, time::Seconds now);

}  // namespace scc::audit
