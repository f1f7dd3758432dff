// A machine whose time runs fast, for programs that are started with this preloaded: the clock that counts since its
// start goes 120 seconds a second, so that an hour of a session takes half a minute. The time of day stays as it is.
#include <sys/syscall.h>
#include <unistd.h>

#include <ctime>

namespace {

constexpr long times = 120;

int real_time(clockid_t clock, timespec* time) { return static_cast<int>(::syscall(SYS_clock_gettime, clock, time)); }

}  // namespace

extern "C" int clock_gettime(clockid_t clock, timespec* time) noexcept {
    static timespec first = {};
    const int status = real_time(clock, time);
    if (status != 0 || clock != CLOCK_BOOTTIME) return status;
    if (first.tv_sec == 0) first = *time;
    time->tv_sec = first.tv_sec + (time->tv_sec - first.tv_sec) * times;
    return 0;
}
