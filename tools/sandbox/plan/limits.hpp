// How much of the machine a session may take: the organisation's limits, else ours; a command line may ask for less.
#pragma once

#include "cli/options.hpp"
#include "model/effective.hpp"
#include "section.hpp"

namespace scc::sandbox {

// From --memory, --cpus and --pids and the configuration. Code::denied when more is asked for than a layer allows,
// Code::usage for what is no amount.
Result<Limits> limits_for(const cli::Args& args, const model::Effective& config);

}  // namespace scc::sandbox
