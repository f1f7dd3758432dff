// By what a program is known that was copied and then changed a little.
//
// Where its code begins and how its segments lie in file and memory decide what an ELF program is when it runs.
// Appended bytes, removed symbols and changed texts leave that as it is, and of programs as large as the watched ones
// no other has it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace scc::guard {

// How much of a file is looked at.
inline constexpr std::size_t layout_bytes = 1024;

// The layout that the first bytes of a file describe; empty for one that is no ELF program of 64 bits, or keeps its
// description elsewhere.
std::string layout_in(std::string_view head);

}  // namespace scc::guard
