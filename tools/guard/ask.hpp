// Asking the real git something, before it is decided whether it may run.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace scc::guard {

// What the git at that path prints when it is run with the words, the first of which is its name; nothing when it
// cannot be run or fails. It hears and says nothing else.
std::optional<std::string> answer_of(const std::string& git, std::vector<std::string> argv);

}  // namespace scc::guard
