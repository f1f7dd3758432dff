#include "station.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

#include "proc/background.hpp"
#include "proc/interrupts.hpp"
#include "proc/spawn.hpp"

namespace scc::sandbox {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int look_pause = 100;  // milliseconds

// From here on a status says that the engine's client could not do its part, or that a signal came.
constexpr int first_unusual_status = 125;

struct Pipe {
    file::Descriptor read, write;
};

Result<Pipe> make_pipe() {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) == 0) return Pipe{file::Descriptor(ends[0]), file::Descriptor(ends[1])};
    return Error{Code::tool, std::string("cannot make a pipe: ") + std::strerror(errno)};
}

Result<file::Descriptor> in_memory(const std::string& document) {
    if (document.empty()) return file::Descriptor();
    file::Descriptor memory(::memfd_create("scc-plan", MFD_CLOEXEC));
    if (!memory) return Error{Code::tool, std::string("cannot keep the plan: ") + std::strerror(errno)};
    SCC_CHECK(file::write(memory.number(), document, "the plan"));
    ::lseek(memory.number(), 0, SEEK_SET);
    return memory;
}

}  // namespace

Station::Station(std::string name, pid_t child, file::Descriptor in, file::Descriptor out)
    : name_(std::move(name)), child_(child), in_(std::move(in)), out_(std::move(out)) {}

Station::Station(Station&& other) noexcept
    : name_(std::move(other.name_)),
      child_(std::exchange(other.child_, -1)),
      in_(std::move(other.in_)),
      out_(std::move(other.out_)),
      pending_(std::move(other.pending_)) {}

Station::~Station() {
    tell_to_end();
    if (child_ > 0) ended_within({});
}

Result<Station> Station::start(std::string name, const proc::Command& command, const std::string& document) {
    SCC_TRY(Pipe in, make_pipe());
    SCC_TRY(Pipe out, make_pipe());
    SCC_TRY(const file::Descriptor plan, in_memory(document));
    proc::Streams streams = {in.read.number(), out.write.number(), -1};
    if (plan) streams.push_back(plan.number());
    SCC_TRY(const pid_t child, proc::spawn(command, streams, true));
    return Station(std::move(name), child, std::move(in.write), std::move(out.read));
}

Result<std::string> Station::line(Clock::time_point deadline) {
    for (;;) {
        if (const std::size_t end = pending_.find('\n'); end != std::string::npos) {
            std::string line = pending_.substr(0, end);
            pending_.erase(0, end + 1);
            return line;
        }
        if (proc::Interrupts::count() != 0) return Error{Code::interrupted, "interrupted"};
        if (Clock::now() > deadline) return Error{Code::tool, name_ + " did not answer in time"};
        pollfd watched = {out_.number(), POLLIN, 0};
        if (::poll(&watched, 1, look_pause) <= 0) continue;
        char bytes[4096];
        const ssize_t got = ::read(out_.number(), bytes, sizeof bytes);
        if (got <= 0) return Error{Code::tool, name_ + " ended before it answered"};
        pending_.append(bytes, static_cast<std::size_t>(got));
    }
}

Result<std::vector<probe::Answer>> Station::ask(std::vector<probe::Order> orders, std::chrono::milliseconds within) {
    const auto deadline = Clock::now() + within;
    std::string lines;
    for (std::size_t i = 0; i < orders.size(); ++i) {
        orders[i].id = static_cast<std::int64_t>(i);
        lines += line_of(orders[i]) + "\n";
    }
    SCC_CHECK(file::write(in_.number(), lines, name_));
    std::vector<probe::Answer> answers(orders.size());
    for (std::size_t missing = orders.size(); missing != 0; --missing) {
        SCC_TRY(const std::string said, line(deadline));
        SCC_TRY(probe::Answer answer, probe::answer_in(said));
        if (static_cast<std::size_t>(answer.id) < answers.size())
            answers[static_cast<std::size_t>(answer.id)] = std::move(answer);
    }
    return answers;
}

Result<probe::Answer> Station::ask(probe::Order order, std::chrono::milliseconds within) {
    SCC_TRY(std::vector<probe::Answer> answers, ask(std::vector{std::move(order)}, within));
    return std::move(answers.front());
}

bool Station::ended_within(std::chrono::milliseconds time) {
    if (child_ <= 0) return true;
    const bool ended = proc::ends_within(child_, time);
    if (!ended) ::kill(-child_, SIGKILL);
    const int status = proc::wait_for(std::exchange(child_, -1));
    return ended && status < first_unusual_status;
}

}  // namespace scc::sandbox
