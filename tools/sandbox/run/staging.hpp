// The session's directory as its containers see it: policy, provider's files, the proxy's configuration.
#pragma once

#include <string>

#include "plan/plan.hpp"
#include "plan/section.hpp"

namespace scc::sandbox {

// Writes everything the plan's mounts name below `directory`. Secrets are fetched and written last, readable by their
// owner alone.
Result<Done> stage(const Sections& sections, const Sandbox& sandbox, const std::string& directory);

// Tells the guard at which address the proxy listens, and by that to start the agent; an empty one tells it to end.
Result<Done> announce(const std::string& address, const std::string& directory);

// Removes the secrets; they are needed only while the container is being started.
void drop_secrets(const std::string& directory);

// Makes the directory of git hooks where the repository or a submodule of it has none: what is mounted read-only has to
// exist, and hooks that an agent could add would be run on the host. Code::config when something else stands there.
Result<Done> ensure_hooks(const model::Workspace& workspace);

}  // namespace scc::sandbox
