// The guard as process 1 of a sandbox.
//
//     root, few capabilities                                 owner, none
//     policy ─► passwd, home, volumes ─► event file, socket ─► drop ─► proxy ─► agent ─► execs, signals, children,
//     events
//
// The steps stand in this order and each in a file of its own. What fails before the drop and is a convenience (an
// entry in /etc/passwd, the event file) is said and left out; what fails at the drop ends everything.
#pragma once

#include <string>
#include <vector>

namespace scc::guard {

// Runs `scc-guard init WORDS…`; returns the exit status.
int init(const std::vector<std::string>& words);

}  // namespace scc::guard
