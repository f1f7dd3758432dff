// The agent's container as words of `run`: hardening, limits, labels, environment.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/net.hpp"
#include "model/provider.hpp"
#include "model/workspace.hpp"
#include "section.hpp"

namespace scc::sandbox {

// What process 1 needs until it becomes the workspace's owner, and then gives up (see scc-guard(1)): where there is a
// proxy, also to close the network to all else.
std::vector<std::string> guard_capabilities(const model::Net& net);

// "--label" words: the sandbox's labels and the role.
std::vector<std::string> label_words(const std::map<std::string, std::string>& labels, std::string_view role);

// Whether the variable is filled inside the container, by the guard, and not from an environment file.
bool is_inside(const model::Variable& variable);

// The operation that runs the agent until it ends.
Operation run_agent(const Sandbox& sandbox,
                    const model::Workspace& workspace,
                    const model::Provider& provider,
                    const model::Net& net);

}  // namespace scc::sandbox
