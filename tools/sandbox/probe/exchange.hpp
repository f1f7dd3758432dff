// Saying something to an address.
#pragma once

#include "order.hpp"

namespace scc::probe {

Answer exchange(const Order& order);

}  // namespace scc::probe
