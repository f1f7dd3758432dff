// The filter that holds up every execve and execveat until process 1 has answered.
//
//     another ABI than the machine's own ─► killed
//     execve, execveat ───────────────────► process 1 is asked (SECCOMP_RET_USER_NOTIF)
//     everything else ────────────────────► runs
//
// A call by another ABI (int 0x80 and x32 on x86) has other numbers, so it is killed instead of compared. The filter is
// inherited by everything the agent starts and cannot be taken off; when nobody holds the listener any more, what it
// holds up fails with ENOSYS.
#pragma once

#include <linux/filter.h>

#include <cstdint>
#include <vector>

#include "base/file.hpp"

namespace scc::guard {

// What the filter has to know of a machine.
struct Abi {
    std::uint32_t architecture;  // AUDIT_ARCH_…
    std::uint32_t execve;        // the numbers of the calls
    std::uint32_t execveat;
    std::uint32_t first_foreign = 0;  // numbers from here on belong to another ABI of the same architecture; 0: none
};

extern const Abi x86_64;
extern const Abi aarch64;

// That of the machine this program is built for.
const Abi& own_abi();

std::vector<sock_filter> filter_for(const Abi& abi);

// The listener of the filter, or the reason why there is none: EBUSY where a filter with a listener is on already.
struct Installed {
    file::Descriptor listener;
    int error = 0;
};

// Puts the filter on this thread, which must have no_new_privs.
Installed install_filter();

}  // namespace scc::guard
