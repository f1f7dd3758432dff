// The files around a launch: where they are, and whether they are right.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::config {

using json = nlohmann::json;

// Prints the JSON Schema of organisation files.
Result<int> org_schema(const cli::Args& args, const json& input);

// {"paths": [{"name", "path", "exists"}]}
Result<json> paths(const cli::Args& args, const json& input);
std::string paths_text(const cli::Args& args, const json& data);

// Writes a commented .scc.toml; Code::usage when there is one and --force is not given.
Result<json> init(const cli::Args& args, const json& input);

Result<json> health(const cli::Args& args, const json& input);

}  // namespace scc::config
