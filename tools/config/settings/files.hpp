// Where the files are that a launch reads, and a first one for a workspace.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::config {

using json = nlohmann::json;

// {"paths": [{"name", "path", "exists"}]}
Result<json> paths(const cli::Args& args, const json& input);
std::string paths_text(const cli::Args& args, const json& data);

// Writes a commented .scc.toml and answers the same; Code::usage when there is one and --force is not given.
Result<json> init(const cli::Args& args, const json& input);

}  // namespace scc::config
