// The operations that make a session's network.
//
// Under web-egress-enforced the agent stands on a network of its own with nothing beside it but a proxy, which alone
// has a second leg outside. The host has no address on that network and names are not resolved there. The proxy listens
// on that network only (images/scc-egress-proxy/start), so that whoever else stands outside cannot use it. Proxy and
// agent come up side by side: the agent's container waits for the proxy's address.
#pragma once

#include <string>
#include <vector>

#include "model/net.hpp"
#include "section.hpp"

namespace scc::sandbox {

// `agent` with the operations that make its network, which are none under the other policies. Code::config for a form
// of isolation that is not known.
Result<std::vector<Operation>> around(Operation agent, const model::Net& net, const Sandbox& sandbox);

// The words of the agent's own `run` that put it on its network.
std::vector<std::string> network_words(const model::Net& net);

// The words of a call that takes the agent's container, which is kept, off the session's network, which is not.
std::vector<std::string> leave_words();

}  // namespace scc::sandbox
