// Single settings of config.toml, by name.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::config {

using json = nlohmann::json;

// {"key", "value"}; Code::not_found when it is not set, Code::usage when there is no such setting.
Result<json> get_setting(const cli::Args& args, const json& input);

// Sets it and answers the same. The file is written under a lock, and only when it still reads as settings.
Result<json> set_setting(const cli::Args& args, const json& input);

// Takes it out of the file in the same way; the value of the answer is null. Code::not_found when it is not set.
Result<json> unset_setting(const cli::Args& args, const json& input);

// The value; for null, that there is none any more.
std::string setting_text(const cli::Args& args, const json& data);

// The same by function: what `team switch` does with "team".
Result<Done> store_setting(const std::string& key, const std::string& value);

}  // namespace scc::config
