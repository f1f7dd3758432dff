// What `scc doctor` does: asks every tool how it is and makes the plan of a launch, all at the same time, and puts what
// they say into one document of kind `health`.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "cli/options.hpp"

namespace scc::doctor {

using json = nlohmann::json;

Result<json> diagnose(const cli::Args& args, const json& input);

// A line a check, what to do about it, and whether a launch would work.
std::string diagnosis_text(const cli::Args& args, const json& data);

}  // namespace scc::doctor
