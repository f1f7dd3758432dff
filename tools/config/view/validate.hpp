// Checks files by reading them exactly as a launch does.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::config {

using json = nlohmann::json;

// {"files": [{"file", "is": "organisation", "findings": [{"level", "message", "where", "hint"}]}]}. Without an operand
// the files a launch from here would read.
Result<json> validate(const cli::Args& args, const json& input);

// The same for one organisation's file.
Result<json> validate_org(const cli::Args& args, const json& input);

std::string validate_text(const cli::Args& args, const json& data);

// Code::config when there is an error among the findings.
Code validate_status(const json& data);

}  // namespace scc::config
