// `list` and `sessions`: what is there, and what was.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "cli/options.hpp"

namespace scc::sandbox {

Result<nlohmann::json> list(const cli::Args& args, const nlohmann::json& input);
std::string text_of_list(const cli::Args& args, const nlohmann::json& data);

// {"sessions": the newest first, "unreadable": [{"id", "because", "where"}]}; a warning for each of the latter.
Result<nlohmann::json> sessions(const cli::Args& args, const nlohmann::json& input);
std::string text_of_sessions(const cli::Args& args, const nlohmann::json& data);

}  // namespace scc::sandbox
