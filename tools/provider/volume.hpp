// The engine's volume that keeps an agent's data, its sign-in among it.
#pragma once

#include <string>

#include "record.hpp"

namespace scc::provider {

// The record's name for it behind SCC_VOLUME_PREFIX, which keeps a set of sign-ins apart from others on this machine;
// empty when the agent keeps nothing.
std::string volume_of(const Record& record);

}  // namespace scc::provider
