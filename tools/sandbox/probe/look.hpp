// Where a probe stands.
#pragma once

#include "order.hpp"

namespace scc::probe {

// Addresses, ways out, name servers, and the proxy it is told to use.
Answer look(const Order& order);

}  // namespace scc::probe
