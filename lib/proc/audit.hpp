// The audit log as other tools reach it: through `scc-audit append`, the program that stands beside this one.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace scc::proc {

// Hands events over, one JSON object a line; they are in the log when it answers. With `keep_bad` a line that is no
// event is recorded as such instead of refused.
Result<Done> append_to_audit(std::string_view lines,
                             bool keep_bad = false,
                             std::chrono::milliseconds timeout = std::chrono::seconds(30));

// Who runs this, as events name them.
std::string actor();

}  // namespace scc::proc
