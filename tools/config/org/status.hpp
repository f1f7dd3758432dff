// Which organisation's rules hold, where its file is from, and how long its copy serves.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::config {

using json = nlohmann::json;

// {"mode", "organization", "source", "copy", "version", "teams", "team"}; mode is "organization" or "standalone",
// `copy` null for a file of this machine. Nothing is fetched.
Result<json> org_status(const cli::Args& args, const json& input);
std::string org_status_text(const cli::Args& args, const json& data);

}  // namespace scc::config
