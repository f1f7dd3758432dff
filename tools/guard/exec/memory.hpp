// Reading the words of a call out of the memory of the process that makes it.
//
// process_vm_readv costs one system call where /proc/PID/mem costs three, but seccomp profiles of some engines refuse
// it; which of the two works is found out once, on this process itself.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace scc::guard {

// The text at `address` up to its terminating zero; nothing when it cannot be read or is longer than `limit`.
std::optional<std::string> text_at(pid_t process, std::uint64_t address, std::size_t limit);

// The texts of the null-terminated array of pointers at `address`; none for address 0. Nothing when one of them cannot
// be read, or together they are longer than an exec may be.
std::optional<std::vector<std::string>> words_at(pid_t process, std::uint64_t address);

}  // namespace scc::guard
