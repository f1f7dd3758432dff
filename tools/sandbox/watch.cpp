#include "watch.hpp"

#include <sys/stat.h>

#include "collect.hpp"
#include "engine.hpp"
#include "proc/background.hpp"

namespace scc::sandbox {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto look_pause = std::chrono::milliseconds(3);
constexpr auto glance_pause = std::chrono::seconds(2);

}  // namespace

bool comes_up(const Session& session, pid_t client) {
    const auto deadline = Clock::now() + start_within();
    while (!guard_ran(session) && !proc::ends_within(client, look_pause)) {
        if (Clock::now() > deadline) return false;
    }
    return true;
}

bool goes_with_its_agent(const Session& session, pid_t client) {
    off_t read_at = 0;  // the size of the file when it was read
    while (!proc::ends_within(client, glance_pause)) {
        struct stat now = {};
        if (::stat(guard_file(session).c_str(), &now) != 0 || now.st_size == read_at) continue;
        read_at = now.st_size;
        if (status_by_guard(session)) return proc::ends_within(client, answer_within());
    }
    return true;
}

}  // namespace scc::sandbox
