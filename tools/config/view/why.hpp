// Whether something is allowed here, with the layer and key that decided.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/error.hpp"
#include "cli/options.hpp"
#include "model/effective.hpp"

namespace scc::config {

using json = nlohmann::json;

// {"kind", "subject", "allowed", "reason", "from", "because"} for "network HOST[:PORT]", "plugin NAME", "mcp NAME" or
// "provider ID". Code::not_found for a plugin or server no layer asks for.
Result<json> why(const cli::Args& args, const json& input);
std::string why_text(const cli::Args& args, const json& data);
Code why_status(const json& data);  // Code::denied when it is not allowed

struct Answer {
    bool allowed = false;
    std::string reason;
    model::Origin origin;
};

// The answer the effective configuration gives; nothing is read or merged here.
Result<Answer> answer(const model::Effective& effective, const std::string& kind, const std::string& subject);

}  // namespace scc::config
