// `scc-sandbox run`: makes what the plan says, stays while the agent runs, and takes it back.
//
//     prepare ─► images ─► name conflict ─► record, staged files ─► operations ─► agent ─► events, undo, record
//
// From the record on every end passes through the same clean-up: an error, a signal, the agent's own end. Should this
// process be killed, the record tells the next scc command what to look for (sweep.hpp).
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "cli/options.hpp"

namespace scc::sandbox {

// The agent's exit status.
Result<int> run(const cli::Args& args, const nlohmann::json& plan);

}  // namespace scc::sandbox
