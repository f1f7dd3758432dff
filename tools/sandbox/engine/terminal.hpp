// The terminal that a sandbox is joined to: ours, where standard input and standard output both are one.
#pragma once

#include <string>
#include <vector>

namespace scc::sandbox {

// Docker's own keys for leaving a container hold back every Ctrl-P; these nobody types.
inline constexpr const char* no_detach_keys = "--detach-keys=ctrl-^,ctrl-@,ctrl-^";

// Whether standard input and standard output both are a terminal.
bool has_terminal();

// For when standard input is used up: it becomes the terminal, where standard output is one.
void take_terminal();

// Words of the engine's `run` and `exec` that make a terminal inside; none without one here.
std::vector<std::string> terminal_words();

// Words of the guard's `init` that say how large it is; none where it has no size.
std::vector<std::string> size_words();

}  // namespace scc::sandbox
