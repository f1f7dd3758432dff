// The guard in the place of a program.
//
// /usr/bin/git and its like are links to the guard, and the programs themselves lie in /usr/lib/scc/real. Called by
// such a name, the guard judges its own words and, when the policy lets them pass, becomes the real program with the
// same words. There is one execv, after the verdict: on every other way out of here nothing has run.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace scc::guard {

// Judges and becomes the program; returns the exit status when it does not.
int wrap(std::string_view program, const std::vector<std::string>& argv);

}  // namespace scc::guard
