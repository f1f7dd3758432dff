// Whether the hooks that stand in the configurations of agents hold.
#pragma once

#include <string>
#include <vector>

#include "cli/health.hpp"
#include "hook/host.hpp"

namespace scc::safety {

// Sends a command that must be refused, and one that need not be, through the very line that stands in the host's
// configuration, and reads the replies as the host does. Skipped where there is no hook of ours.
cli::health::Check check_hook(const hook::Host& host, const std::string& directory);

}  // namespace scc::safety
