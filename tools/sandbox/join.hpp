// Joining a sandbox that runs already: `attach`, `exec`, `logs`.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "cli/options.hpp"
#include "engine.hpp"

namespace scc::sandbox {

// Becomes the engine's `attach`.
Result<int> join(const Engine& engine, const std::string& container);

Result<int> attach(const cli::Args& args, const nlohmann::json& input);
Result<int> exec(const cli::Args& args, const nlohmann::json& input);
Result<int> logs(const cli::Args& args, const nlohmann::json& input);

}  // namespace scc::sandbox
