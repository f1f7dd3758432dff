// The process that executes something.
#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>

#include "exec/watched.hpp"

namespace scc::guard {

// Whether the process is the guard in the place of a program, and so has judged what it executes now. The guard as init
// is none: it executes whatever it is told to. Nor is one that somebody traces, for it does what the tracer wants.
bool is_wrapper(pid_t process, const WatchedFiles& files);

// Its working directory; empty when it has none that can be named.
std::string directory_of(pid_t process);

// The value of a variable in the environment it was started with; empty when it has none.
std::string variable_of(pid_t process, std::string_view name);

// Writes to what the process has as standard error. Where that cannot be opened it is mostly what this process has as
// well: the session's terminal or log. Never waits: what nobody takes is lost.
void write_to_error_of(pid_t process, std::string_view text);

}  // namespace scc::guard
