#include "watch.hpp"

#include <fcntl.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>

#include "base/file.hpp"
#include "collect.hpp"
#include "engine/engine.hpp"
#include "proc/background.hpp"
#include "session/events.hpp"

namespace scc::sandbox {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto look_pause = std::chrono::milliseconds(50);
constexpr auto glance_pause = std::chrono::seconds(2);

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

// The lines of a file that grows, each once.
class Tail {
public:
    explicit Tail(const std::string& path) : file_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}

    // The whole lines that have come since the last time.
    std::string lines() {
        std::array<char, 65536> block = {};
        for (ssize_t got = 0; (got = ::read(file_.number(), block.data(), block.size())) > 0;) {
            begun_.append(block.data(), static_cast<std::size_t>(got));
        }
        const std::size_t whole = begun_.rfind('\n') + 1;
        std::string lines = begun_.substr(0, whole);
        begun_.erase(0, whole);
        return lines;
    }

private:
    file::Descriptor file_;
    std::string begun_;
};

}  // namespace

bool comes_up(const Session& session, pid_t client) {
    const auto deadline = Clock::now() + start_within();
    const file::Descriptor changes = changes_of(guard_file(session));
    while (!guard_ran(session) && !proc::ends_within(client, look_pause, changes.number())) {
        if (Clock::now() > deadline) return false;
        forget(changes);
    }
    return true;
}

bool goes_with_its_agent(const Session& session, pid_t client, const Hearing& hearing) {
    const file::Descriptor changes = changes_of(guard_file(session));
    Tail tail(guard_file(session));
    for (;;) {
        const std::string lines = tail.lines();
        hearing.lines(lines);
        if (guard_status(lines)) break;
        if (proc::ends_within(client, glance_pause, changes.number())) return true;
        forget(changes);
    }
    hearing.ended();
    return proc::ends_within(client, answer_within());
}

}  // namespace scc::sandbox
