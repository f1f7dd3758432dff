// What the last writer left: where the chain ends, and what has to be said about it. See store.hpp.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "log/segment.hpp"

namespace scc::audit {

struct Settled {
    Snapshot log;             // as it is now
    Link last;                // what the next record follows
    std::vector<json> notes;  // events for the log, without a time
};

// To be called under the lock. Sets a torn last line and an unreadable heads.json aside.
Result<Settled> settle(const std::string& directory);

// To be called once `notes` are in the log: until then every settling notes the torn lines again.
void torn_lines_are_noted(const std::string& directory);

}  // namespace scc::audit
