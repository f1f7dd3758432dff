// The agent's own side of an enforced network.
//
// The session's network leads to nothing but the proxy, yet it is a network: what is sent to everybody on it, broadcast
// and multicast, is heard by the host, whose end of the bridge is on it as well. So process 1, while it still may, has
// the kernel drop whatever leaves or enters this container but TCP to and from one port, and what stays inside. A
// program that goes another way is told so at once where the kernel can. The agent has no capability to undo any of it.
#pragma once

#include <cstdint>

#include "base/error.hpp"

namespace scc::guard {

// Code::prereq when the kernel takes no such rules, or this process may not give any.
Result<Done> close_all_but(std::uint16_t port);

}  // namespace scc::guard
