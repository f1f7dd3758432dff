// The fixes that take nothing away that somebody may want.
#pragma once

#include "question.hpp"

namespace scc::doctor {

// Runs what those of the checks that found something say in Check::run, each once, and tells of it on standard error.
// One that fails is told of and leaves its finding as it is. Code::interrupted by Ctrl-C.
Result<Done> carry_out_fixes(const Checks& checks);

}  // namespace scc::doctor
