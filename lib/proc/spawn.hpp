// Starting a child by posix_spawn: what run.cpp and attached.cpp share.
#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "proc/run.hpp"

namespace scc::proc {

// Descriptors for the child's first ones: its standard streams and what stands behind them. -1 leaves ours; there are
// three at least, and no further ones of ours are inherited.
using Streams = std::vector<int>;

// Starts the command in its own process group when `own_group`. Code::prereq when there is no such program.
Result<pid_t> spawn(const Command& command, const Streams& streams, bool own_group);

// Where a program of that name is found in PATH; empty when it is not.
std::string path_of(std::string_view program);

// The status of a wait(2) result as a shell reports it.
int status_of(int wait_status);

// Waits for the child to end.
int wait_for(pid_t child);

}  // namespace scc::proc
