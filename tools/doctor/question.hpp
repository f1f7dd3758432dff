// One tool asked how it is. A tool that is missing, does not answer in time, breaks, or answers with something else
// than its health is a finding of its own, "doctor.TOOL".
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "cli/health.hpp"
#include "proc/run.hpp"

namespace scc::doctor {

using Checks = std::vector<cli::health::Check>;

// Runs scc-TOOL WORD…, the one beside this program.
Result<proc::Outcome> outcome_of(std::string_view tool,
                                 const std::vector<std::string>& words,
                                 std::chrono::milliseconds patience,
                                 const std::string& input = {});

// What the answer of `scc-TOOL health` says.
Checks checks_in(std::string_view tool, const Result<proc::Outcome>& answer);

// That the tool could not be asked; `error` says why.
cli::health::Check no_answer(std::string_view tool, const Error& error);

}  // namespace scc::doctor
