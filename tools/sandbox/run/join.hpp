// Joining a sandbox that runs already: `attach`, `exec`, `logs`.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "cli/options.hpp"
#include "engine/containers.hpp"
#include "engine/engine.hpp"

namespace scc::sandbox {

// Joins the terminal of a running container. The status of what runs in it, or 0 when the person left it running.
Result<int> join(const Engine& engine, const Container& container);

Result<int> attach(const cli::Args& args, const nlohmann::json& input);
Result<int> exec(const cli::Args& args, const nlohmann::json& input);
Result<int> logs(const cli::Args& args, const nlohmann::json& input);

}  // namespace scc::sandbox
