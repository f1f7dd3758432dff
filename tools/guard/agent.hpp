// The agent as a child of process 1.
#pragma once

#include <signal.h>
#include <sys/types.h>

#include <string>
#include <vector>

#include "arguments.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "exec/handover.hpp"

namespace scc::guard {

// The terminal this process controls and is in the foreground of; none when there is no such terminal.
file::Descriptor foreground_terminal();

// Gives the terminal a size unless it has one, so that an agent that draws at once finds room: the engine's client says
// how large a new terminal is only after the container has started.
void set_size(const file::Descriptor& terminal, const Size& size);

// Starts the agent in a process group of its own, which is the foreground group of `terminal` when there is one, with
// default signal dispositions and nothing blocked, every exec held up until it is answered. A program that cannot be
// started ends the child with 127 (there is none of that name) or 126, after a message; one that is refused with 6,
// after what process 1 said about it.
Result<pid_t> start_agent(const std::vector<std::string>& argv, const file::Descriptor& terminal, Handover& handover);

}  // namespace scc::guard
