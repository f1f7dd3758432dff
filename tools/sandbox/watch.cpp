#include "watch.hpp"

#include <fcntl.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "base/file.hpp"
#include "base/text.hpp"
#include "collect.hpp"
#include "engine.hpp"
#include "events.hpp"
#include "proc/background.hpp"

namespace scc::sandbox {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto look_pause = std::chrono::milliseconds(3);
constexpr auto glance_pause = std::chrono::seconds(2);
constexpr off_t longest_ending = 256;  // bytes of the last line

// Can be read when the file has changed, where the kernel tells that.
file::Descriptor changes_of(const std::string& path) {
    file::Descriptor changes(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK));
    ::inotify_add_watch(changes.number(), path.c_str(), IN_MODIFY);
    return changes;
}

void forget(const file::Descriptor& changes) {
    std::array<char, 4096> told = {};
    while (::read(changes.number(), told.data(), told.size()) > 0) {
    }
}

// Whether the last line says that the agent has ended. The file may be long, and change often.
bool is_over(const std::string& path) {
    const file::Descriptor opened(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    const off_t size = ::lseek(opened.number(), 0, SEEK_END);
    std::array<char, longest_ending> end = {};
    const ssize_t got = ::pread(opened.number(), end.data(), end.size(), std::max<off_t>(0, size - longest_ending));
    const auto lines = text::words({end.data(), static_cast<std::size_t>(std::max<ssize_t>(0, got))}, '\n');
    return !lines.empty() && guard_status(lines.back());
}

}  // namespace

bool comes_up(const Session& session, pid_t client) {
    const auto deadline = Clock::now() + start_within();
    while (!guard_ran(session) && !proc::ends_within(client, look_pause)) {
        if (Clock::now() > deadline) return false;
    }
    return true;
}

bool goes_with_its_agent(const Session& session, pid_t client, const std::function<void()>& ended) {
    const file::Descriptor changes = changes_of(guard_file(session));
    while (!is_over(guard_file(session))) {
        if (proc::ends_within(client, glance_pause, changes.number())) return true;
        forget(changes);
    }
    ended();
    return proc::ends_within(client, answer_within());
}

}  // namespace scc::sandbox
