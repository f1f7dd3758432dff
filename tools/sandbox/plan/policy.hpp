// The guard's policy file: the safety policy of the configuration, completed with what only the net stage knows.
#pragma once

#include <string>

#include "model/effective.hpp"
#include "model/net.hpp"

namespace scc::sandbox {

// A sealed document of kind `policy`, canonical. Code::config, with its place in the plan, for what the guard could not
// read.
Result<std::string> guard_policy(const model::Effective& config, const model::Net& net);

}  // namespace scc::sandbox
