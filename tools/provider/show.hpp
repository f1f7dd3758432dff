// The verbs that answer questions about providers, and the one that sets the preference.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/error.hpp"
#include "cli/options.hpp"
#include "record.hpp"

namespace scc::provider {

// The record as it stands in documents of kind `providers`.
nlohmann::json to_json(const Record& record);

Result<nlohmann::json> list(const cli::Args& args, const nlohmann::json& input);
std::string list_text(const cli::Args& args, const nlohmann::json& data);

// Without an operand the preference, with one that provider's record.
Result<nlohmann::json> show(const cli::Args& args, const nlohmann::json& input);
std::string show_text(const cli::Args& args, const nlohmann::json& data);

Result<nlohmann::json> set(const cli::Args& args, const nlohmann::json& input);
std::string set_text(const cli::Args& args, const nlohmann::json& data);

// Whether they are signed in, under the configuration of the plan on --plan-fd where there is one; with an operand the
// status answers for that one.
bool auth_has_plan(const cli::Args& args);
Result<nlohmann::json> auth(const cli::Args& args, const nlohmann::json& input);
std::string auth_text(const cli::Args& args, const nlohmann::json& data);
Code auth_status(const nlohmann::json& data);

Result<nlohmann::json> health(const cli::Args& args, const nlohmann::json& input);

}  // namespace scc::provider
