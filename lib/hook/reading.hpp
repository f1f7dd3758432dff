// How a host reads the reply of a hook, and the call that is made up to see what it replies.
#pragma once

#include <string>
#include <string_view>

#include "hook/answer.hpp"

namespace scc::hook {

// Whether the host withholds the call, as its configuration by us stands. What only some versions take for a refusal
// counts as none: only status 2 with text on standard error, its own form with a reason and no other key, and, where
// the configuration says so, any failure.
bool withholds(const Host& host, const Reply& reply);

// What the host would write about its shell running that line in that directory.
std::string call_for(const Host& host, std::string_view line, std::string_view cwd);

}  // namespace scc::hook
