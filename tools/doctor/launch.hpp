// Whether a launch would work: the plan that `scc start --dry-run` makes, which is the one that a launch carries out.
#pragma once

#include "question.hpp"

namespace scc::doctor {

// "launch.plan": whether there is a plan, and of what; "launch.sign-in": whether its agent is signed in.
Checks checks_of_launch(const Result<proc::Outcome>& dry_run);

}  // namespace scc::doctor
