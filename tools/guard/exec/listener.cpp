#include "exec/listener.hpp"

#include <linux/seccomp.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

namespace scc::guard {
namespace {

// Newer than the headers this is built with. The answer then wakes the caller where process 1 runs.
constexpr unsigned long set_flags = SECCOMP_IOW(4, std::uint64_t);
constexpr unsigned long wake_up_here = 1;

std::vector<std::uint64_t> record(std::size_t own, std::size_t of_kernel) {
    return std::vector<std::uint64_t>((std::max(own, of_kernel) + sizeof(std::uint64_t) - 1) / sizeof(std::uint64_t));
}

}  // namespace

Listener::Listener(file::Descriptor opened) : opened_(std::move(opened)) {
    seccomp_notif_sizes sizes = {};
    ::syscall(SYS_seccomp, SECCOMP_GET_NOTIF_SIZES, 0, &sizes);
    received_ = record(sizeof(seccomp_notif), sizes.seccomp_notif);
    answered_ = record(sizeof(seccomp_notif_resp), sizes.seccomp_notif_resp);
    ::ioctl(opened_.number(), set_flags, wake_up_here);
}

std::optional<Call> Listener::next() {
    std::ranges::fill(received_, 0);
    if (::ioctl(opened_.number(), SECCOMP_IOCTL_NOTIF_RECV, received_.data()) != 0) return std::nullopt;
    seccomp_notif notice = {};
    std::memcpy(&notice, received_.data(), sizeof notice);
    Call call{
        .id = notice.id, .pid = static_cast<pid_t>(notice.pid), .number = static_cast<std::uint32_t>(notice.data.nr)};
    std::ranges::copy(notice.data.args, call.arguments.begin());
    return call;
}

bool Listener::is_waiting(const Call& call) const {
    return ::ioctl(opened_.number(), SECCOMP_IOCTL_NOTIF_ID_VALID, &call.id) == 0;
}

void Listener::allow(const Call& call) { answer(call, 0, SECCOMP_USER_NOTIF_FLAG_CONTINUE); }

void Listener::fail(const Call& call, int error) { answer(call, -error, 0); }

void Listener::answer(const Call& call, int error, std::uint32_t flags) {
    const seccomp_notif_resp response{.id = call.id, .val = 0, .error = error, .flags = flags};
    std::ranges::fill(answered_, 0);
    std::memcpy(answered_.data(), &response, sizeof response);
    ::ioctl(opened_.number(), SECCOMP_IOCTL_NOTIF_SEND, answered_.data());
}

}  // namespace scc::guard
