// A script in an agent's own image, with the agent's volume: how an agent is signed in and out.
//
// It is a launch through the ordinary pipe (scc-net plan, scc-sandbox plan, scc-sandbox run), guarded and recorded like
// any other. Its workspace is an empty directory, it is given no server, plugin or secret, and its network reaches the
// script's hosts and nothing else. Only what the script leaves in the volume stays.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "model/effective.hpp"
#include "record.hpp"

namespace scc::provider {

// The exit status of the script. Code::denied when the configuration keeps it from a host it needs.
Result<int> run_in_container(const Record& record,
                             const model::Effective& config,
                             const std::string& script,
                             std::span<const std::string_view> hosts);

}  // namespace scc::provider
