// Who needs which host, and which of them a security rule blocks.
#pragma once

#include <vector>

#include "base/error.hpp"
#include "model/effective.hpp"
#include "model/net.hpp"
#include "model/provider.hpp"
#include "squid.hpp"

namespace scc::net {

struct Gathered {
    std::vector<model::Allowed> allow;  // sorted; of two that name the same, the first in order of the sources
    std::vector<model::Refusal> refused;
    Rules rules;
};

// Code::config with the place in the plan for a destination, range or URL that is none.
Result<Gathered> gather(const model::Effective& effective, const model::Provider* provider);

}  // namespace scc::net
