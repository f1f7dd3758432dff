#include "hook/serve.hpp"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <exception>

#include "base/file.hpp"
#include "base/text.hpp"
#include "wire/parse.hpp"

namespace scc::hook {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view input_name = "standard input";

// Whether there is something to read before the time is over; the end of the input is something.
bool readable_until(int from, Clock::time_point end) {
    for (;;) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
        if (left < 0) return false;
        pollfd wanted{.fd = from, .events = POLLIN, .revents = 0};
        const int found = ::poll(&wanted, 1, static_cast<int>(left));
        if (found > 0) return true;
        if (found == 0 || errno != EINTR) return false;
    }
}

Error too_slow(std::chrono::milliseconds time) {
    return {Code::config,
            "the input did not end within " + std::to_string(time.count()) + " ms",
            "try it once more; the host has to close the input of its hooks",
            std::string(input_name)};
}

Error too_long() {
    return {Code::config,
            "the input is longer than " + text::size_of(wire::max_bytes),
            "put what is that long into a file, and name the file",
            std::string(input_name)};
}

Result<Done> tell(const Reply& reply) {
    SCC_CHECK(file::write(STDERR_FILENO, reply.err, "standard error"));
    return file::write(STDOUT_FILENO, reply.out, "standard output");
}

// For when there is no memory to say more. Nobody is left to be told when standard error is gone as well.
int refuse_plainly(std::string_view text) {
    static_cast<void>(file::write(STDERR_FILENO, text, "standard error"));
    return refused;
}

}  // namespace

Result<std::string> take_in(int from, std::chrono::milliseconds time) {
    const Clock::time_point end = Clock::now() + time;
    std::string bytes;
    bool whole = true;
    char block[65536];
    for (;;) {
        if (!readable_until(from, end)) return too_slow(time);
        const ssize_t got = ::read(from, block, sizeof block);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) {
            return Error{
                Code::config, std::string("cannot read: ") + std::strerror(errno), {}, std::string(input_name)};
        }
        if (got == 0) break;
        whole = whole && bytes.size() + static_cast<std::size_t>(got) <= wire::max_bytes;
        if (whole) bytes.append(block, static_cast<std::size_t>(got));
    }
    if (!whole) return too_long();
    return bytes;
}

// The libraries raise exceptions when memory is short; what they say is told where there is memory for that.
int serve(const Host& host, const Judge& judge, const std::function<void(const Answer&)>& record) {
    std::signal(SIGPIPE, SIG_IGN);
    try {
        const Answer made = answer(host, take_in(STDIN_FILENO), judge);
        if (!tell(made.reply)) return refuse_plainly("scc: the answer could not be written\n");
        record(made);
        return made.reply.status;
    } catch (const std::exception&) {
        return refuse_plainly("scc: this call is refused (hook/unreadable): it cannot be judged\n");
    }
}

}  // namespace scc::hook
