// Whether something is allowed here, with the layer and key that decided.
//
// One verb for everything that can be refused. The sentences are those the agent reads when it is refused: the guard's
// for a command, the proxy's page for a host, the records of the merge for what a layer asked for.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/error.hpp"
#include "cli/options.hpp"
#include "model/effective.hpp"
#include "model/workspace.hpp"

namespace scc::config {

using json = nlohmann::json;

// {"kind", "subject", "allowed", "reason", "from", "because"} for "network HOST[:PORT]", "plugin NAME", "mcp NAME",
// "command LINE", "mount PATH", "provider ID" or "image REFERENCE". Code::not_found for a plugin or server no layer
// asks for.
Result<json> why(const cli::Args& args, const json& input);
std::string why_text(const cli::Args& args, const json& data);
Code why_status(const json& data);  // Code::denied when it is not allowed

struct Answer {
    bool allowed = false;
    std::string reason;
    model::Origin origin;
};

struct Asked {
    const model::Effective& effective;
    const model::Workspace& workspace;
};

// The answer the effective configuration gives; nothing is merged here.
Result<Answer> answer(const Asked& asked, const std::string& kind, const std::string& subject);

}  // namespace scc::config
