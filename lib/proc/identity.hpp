// Which process a number meant, for a record that outlives it: numbers are given again, also after the machine was
// started anew.
#pragma once

#include <sys/types.h>

#include <string>

namespace scc::proc {

// When the process was started, as the kernel's ticks and the boot they count from: "TICKS@BOOT". Empty when there is
// no process of that number, or only its remains.
std::string start_of(pid_t pid);

}  // namespace scc::proc
