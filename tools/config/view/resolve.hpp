// The first stage of the launch pipe: which workspace, and which rules.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "base/error.hpp"
#include "cli/options.hpp"
#include "model/workspace.hpp"
#include "source/sources.hpp"

namespace scc::config {

using json = nlohmann::json;

// A plan with the sections `workspace` and `config`. With operand "-" the plan on standard input brings the workspace
// and may wish for a team.
Result<json> resolve(const cli::Args& args, const json& input);

// The workspace, the request and everything read for it: what resolve and explain start from.
struct Situation {
    model::Workspace workspace;
    Request request;
    Sources sources;
};

Result<Situation> situation(const cli::Args& args, const json& input);

}  // namespace scc::config
