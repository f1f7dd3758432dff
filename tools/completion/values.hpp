// What may stand in a slot: teams, providers, sessions and the like, asked of the tools that know them.
#pragma once

#include "complete.hpp"

namespace scc::completion {

// The table of a tool beside this program, as its --help --json prints it.
Result<Tool> tool_named(std::string_view name);

// A tool that does not answer within a second or two has no values.
Completion values_of(const Slot& slot);

}  // namespace scc::completion
