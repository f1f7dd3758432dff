#include "proc/background.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <iterator>

#include "base/file.hpp"
#include "base/text.hpp"
#include "proc/spawn.hpp"

namespace scc::proc {
namespace {

using Clock = std::chrono::steady_clock;

bool has_ended(pid_t child) {
    siginfo_t info = {};
    return ::waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid == child;
}

Result<file::Descriptor> opened(const std::string& path, int flags) {
    file::Descriptor descriptor(::open(path.c_str(), flags | O_CLOEXEC, 0600));
    if (descriptor) return descriptor;
    return Error{Code::tool, "cannot open " + text::quoted(path) + ": " + std::strerror(errno)};
}

}  // namespace

bool ends_within(pid_t child, std::chrono::milliseconds time, int news) {
    const auto deadline = Clock::now() + time;
    const file::Descriptor process(static_cast<int>(::syscall(SYS_pidfd_open, child, 0)));
    while (!has_ended(child)) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
        if (left <= 0) return false;
        // poll(2) leaves out what is below 0.
        pollfd polled[] = {{news, POLLIN, 0}, {process.number(), POLLIN, 0}};
        ::poll(polled, std::size(polled), static_cast<int>(process ? left : std::min<long long>(left, 10)));
        if (polled[0].revents != 0) return has_ended(child);
    }
    return true;
}

Result<Background> Background::start(const Command& command, const std::string& out, const std::string& err) {
    constexpr int anew = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW;
    SCC_TRY(const file::Descriptor nothing, opened("/dev/null", O_RDONLY));
    SCC_TRY(const file::Descriptor output, opened(out, anew));
    SCC_TRY(const file::Descriptor errors, opened(err, anew));
    SCC_TRY(const pid_t child, spawn(command, {nothing.number(), output.number(), errors.number()}, true));
    return Background(child);
}

std::optional<int> Background::ended_within(std::chrono::milliseconds time) {
    if (!status_ && ends_within(child_, time)) status_ = wait_for(child_);
    return status_;
}

void Background::signal(int number) {
    if (!status_) ::kill(-child_, number);
}

}  // namespace scc::proc
