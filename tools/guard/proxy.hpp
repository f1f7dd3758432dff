// The proxy of an enforced network, which is started beside the sandbox and not before it.
//
// Whoever starts both mounts an empty file at /etc/scc/proxy. The agent does not start before that file says, in one
// line, at which address the proxy listens; that is when there is a way out, and no other. An empty line says that
// there will be none.
#pragma once

#include <string>

#include "base/error.hpp"
#include "base/file.hpp"

namespace scc::guard {

// Waits for the address in `path` and puts it in the place of @proxy@ in our environment. Does not wait when there is
// no such file. The number of a signal that says to end instead of starting the agent, else 0; without a proxy that is
// SIGTERM.
Result<int> await_proxy(const std::string& path, const file::Descriptor& signals);

}  // namespace scc::guard
