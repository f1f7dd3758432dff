#include "exec/filter.hpp"

#include <linux/audit.h>
#include <linux/seccomp.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>

namespace scc::guard {
namespace {

constexpr std::uint32_t no_call = 0xFFFFFFFFU;  // what a tracer leaves of a call that it cancels

sock_filter load(std::size_t offset) { return BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset)); }

sock_filter answer(std::uint32_t action) { return BPF_STMT(BPF_RET | BPF_K, action); }

// Skips `then` or `otherwise` statements.
sock_filter if_equal(std::uint32_t value, std::uint8_t then, std::uint8_t otherwise) {
    return BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, then, otherwise);
}

sock_filter if_at_least(std::uint32_t value, std::uint8_t then, std::uint8_t otherwise) {
    return BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, value, then, otherwise);
}

Installed listener_with(std::vector<sock_filter>& filter, unsigned long flags) {
    const sock_fprog program{.len = static_cast<unsigned short>(filter.size()), .filter = filter.data()};
    const long made = ::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &program);
    if (made < 0) return {{}, errno};
    return {file::Descriptor(static_cast<int>(made)), 0};
}

}  // namespace

const Abi x86_64 = {AUDIT_ARCH_X86_64, 59, 322, 0x40000000U};
const Abi aarch64 = {AUDIT_ARCH_AARCH64, 221, 281};

const Abi& own_abi() {
#if defined(__x86_64__) && !defined(__ILP32__)
    return x86_64;
#elif defined(__aarch64__) && !defined(__ILP32__)
    return aarch64;
#else
#error "the numbers of this machine's system calls are missing in the table"
#endif
}

std::vector<sock_filter> filter_for(const Abi& abi) {
    std::vector<sock_filter> filter = {
        load(offsetof(seccomp_data, arch)),
        if_equal(abi.architecture, 1, 0),
        answer(SECCOMP_RET_KILL_PROCESS),
        load(offsetof(seccomp_data, nr)),
    };
    if (abi.first_foreign != 0) {
        filter.push_back(if_equal(no_call, 2, 0));
        filter.push_back(if_at_least(abi.first_foreign, 0, 1));
        filter.push_back(answer(SECCOMP_RET_KILL_PROCESS));
    }
    filter.push_back(if_equal(abi.execve, 1, 0));
    filter.push_back(if_equal(abi.execveat, 0, 1));
    filter.push_back(answer(SECCOMP_RET_USER_NOTIF));
    filter.push_back(answer(SECCOMP_RET_ALLOW));
    return filter;
}

Installed install_filter() {
    std::vector<sock_filter> filter = filter_for(own_abi());
    // Where the kernel knows how, a held-up call is left alone by signals that do not kill.
    auto made = listener_with(filter, SECCOMP_FILTER_FLAG_NEW_LISTENER | SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV);
    if (made.error == EINVAL) made = listener_with(filter, SECCOMP_FILTER_FLAG_NEW_LISTENER);
    return made;
}

}  // namespace scc::guard
