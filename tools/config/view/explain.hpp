// What the launch would use, value by value: what it is, which layer and key said so, what that overrode, and what was
// asked for and refused. It shows the result of the one merge and computes nothing of its own.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::config {

using json = nlohmann::json;

// {"workspace", "values": [{"field", "value", "from", "because", "over": […]}], "refusals": [{"list", …}],
// "enforcement": [{"field", "state", "by"}], "policy_digest"}; with --field only what belongs to it. Code::usage for a
// field there is not. A plan on standard input that the later stages have completed tells what they enforce.
Result<json> explain(const cli::Args& args, const json& input);

std::string explain_text(const cli::Args& args, const json& data);

// "***" in place of every value, for what may hold secrets.
json masked(const std::map<std::string, std::string>& values);

}  // namespace scc::config
