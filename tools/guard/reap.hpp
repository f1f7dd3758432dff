// What process 1 does while the agent runs: it waits, in one poll loop, for signals, for the end of any process whose
// parent is gone, for events, and for what somebody wants to execute.
//
// What a terminal would send to the foreground (Ctrl-C, a changed window) goes to the agent's process group, other
// signals to the agent alone. An agent that stops is continued at once, since nobody is there to do it.
#pragma once

#include <sys/types.h>

#include "base/error.hpp"
#include "events.hpp"
#include "exec/supervisor.hpp"

namespace scc::guard {

// Blocks every signal, so that none is lost before the loop reads them; returns the descriptor they are read from.
Result<file::Descriptor> block_signals();

// The exit status that says a signal ended something.
int killed_by(int signal);

// Returns the agent's exit status when it has ended, 128+N when signal N ended it. Everything else that runs in the
// container is killed then, when this is process 1 of it.
int look_after(pid_t agent, const file::Descriptor& signals, Events& events, Supervisor& supervisor);

}  // namespace scc::guard
