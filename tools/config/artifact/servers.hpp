// The MCP servers an artifact of the catalog stands for: the one at its source's URL, which every provider may take,
// and those that bindings describe for their provider.
#pragma once

#include "artifact.hpp"

namespace scc::config {

// `origin` is what the servers shall say they come from. A binding's native keys are "url", "command", "args" (words
// between blanks), "header_NAME" and "env_NAME"; what it does not say it has from the source. None when nothing says
// where the server is.
std::vector<model::McpServer> servers_of(const Artifact& artifact, const model::Origin& origin);

}  // namespace scc::config
