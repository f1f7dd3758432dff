#include "guard/exec/filter.hpp"

#include <gtest/gtest.h>
#include <linux/audit.h>
#include <linux/seccomp.h>

#include <cstring>

namespace scc::guard {
namespace {

// What a filter of loads, comparisons and answers says about a call.
std::uint32_t run(const std::vector<sock_filter>& filter, std::uint32_t architecture, std::uint32_t number) {
    const seccomp_data data{.nr = static_cast<int>(number), .arch = architecture};
    std::uint32_t value = 0;
    for (std::size_t at = 0; at < filter.size(); ++at) {
        const sock_filter& statement = filter[at];
        switch (statement.code) {
            case BPF_LD | BPF_W | BPF_ABS:
                std::memcpy(&value, reinterpret_cast<const char*>(&data) + statement.k, sizeof value);
                break;
            case BPF_JMP | BPF_JEQ | BPF_K: at += value == statement.k ? statement.jt : statement.jf; break;
            case BPF_JMP | BPF_JGE | BPF_K: at += value >= statement.k ? statement.jt : statement.jf; break;
            case BPF_RET | BPF_K: return statement.k;
            default: ADD_FAILURE() << "statement " << at << " is of an unknown kind";
        }
    }
    ADD_FAILURE() << "the filter ends without an answer";
    return 0;
}

struct Row {
    std::uint32_t architecture;
    std::uint32_t number;
    std::uint32_t answer;
};

TEST(FilterFor, AsksAboutExecsAndKillsOtherAbis) {
    const auto filter = filter_for(x86_64);
    const Row rows[] = {
        {AUDIT_ARCH_X86_64, 59, SECCOMP_RET_USER_NOTIF},
        {AUDIT_ARCH_X86_64, 322, SECCOMP_RET_USER_NOTIF},
        {AUDIT_ARCH_X86_64, 0, SECCOMP_RET_ALLOW},
        {AUDIT_ARCH_X86_64, 11, SECCOMP_RET_ALLOW},
        {AUDIT_ARCH_X86_64, 0x3FFFFFFFU, SECCOMP_RET_ALLOW},
        {AUDIT_ARCH_X86_64, 0x40000000U, SECCOMP_RET_KILL_PROCESS},
        {AUDIT_ARCH_X86_64, 0x40000000U | 520U, SECCOMP_RET_KILL_PROCESS},
        {AUDIT_ARCH_X86_64, 0xFFFFFFFFU, SECCOMP_RET_ALLOW},
        {AUDIT_ARCH_I386, 11, SECCOMP_RET_KILL_PROCESS},
        {AUDIT_ARCH_I386, 4, SECCOMP_RET_KILL_PROCESS},
    };
    for (const Row& row : rows) EXPECT_EQ(run(filter, row.architecture, row.number), row.answer) << row.number;
}

TEST(FilterFor, HasARowForArm) {
    const auto filter = filter_for(aarch64);
    const Row rows[] = {
        {AUDIT_ARCH_AARCH64, 221, SECCOMP_RET_USER_NOTIF},
        {AUDIT_ARCH_AARCH64, 281, SECCOMP_RET_USER_NOTIF},
        {AUDIT_ARCH_AARCH64, 59, SECCOMP_RET_ALLOW},
        {AUDIT_ARCH_ARM, 11, SECCOMP_RET_KILL_PROCESS},
        {AUDIT_ARCH_X86_64, 59, SECCOMP_RET_KILL_PROCESS},
    };
    for (const Row& row : rows) EXPECT_EQ(run(filter, row.architecture, row.number), row.answer) << row.number;
}

}  // namespace
}  // namespace scc::guard
