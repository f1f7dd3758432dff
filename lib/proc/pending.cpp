#include "proc/pending.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

#include "base/file.hpp"
#include "base/text.hpp"
#include "proc/interrupts.hpp"
#include "proc/spawn.hpp"

namespace scc::proc {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t slack = 1U << 20U;
constexpr long long longest_wait = 200;  // ms: how late an interruption may be seen

struct Pipe {
    file::Descriptor read;
    file::Descriptor write;
};

Result<Pipe> make_pipe() {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        return Error{Code::tool, std::string("cannot make a pipe: ") + std::strerror(errno)};
    return Pipe{file::Descriptor(ends[0]), file::Descriptor(ends[1])};
}

}  // namespace

// One run: the child, our ends of its three pipes, and what came so far.
class Pending::Run {
public:
    // `interrupts`: how many had come before the child was started.
    Run(Command command, int interrupts, pid_t child, file::Descriptor in, file::Descriptor out, file::Descriptor err)
        : command_(std::move(command)),
          interrupts_(interrupts),
          child_(child),
          in_(std::move(in)),
          out_(std::move(out)),
          err_(std::move(err)) {
        ::fcntl(in_.number(), F_SETFL, O_NONBLOCK);
        if (command_.input.empty()) in_.close();
    }

    Result<Outcome> to_the_end() {
        while (in_ || out_ || err_) {
            if (command_.interruptible && Interrupts::count() != interrupts_) return interrupted();
            const auto limit = is_quiet() ? std::min(command_.patience, command_.timeout) : command_.timeout;
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(begin_ + limit - Clock::now()).count();
            if (left <= 0 && command_.tail) return late();
            if (left <= 0) return killed("took longer than " + std::to_string(limit.count()) + " ms");
            if (!step(static_cast<int>(std::min<long long>(left, longest_wait)))) return killed("wrote too much");
        }
        outcome_.status = wait_for(child_);
        shorten(0);
        return std::move(outcome_);
    }

private:
    // Whether the command's patience still counts.
    bool is_quiet() {
        if (command_.patience.count() == 0 || spoke_) return false;
        const auto lines = std::ranges::count(outcome_.out, '\n') + std::ranges::count(outcome_.err, '\n');
        spoke_ = static_cast<std::size_t>(lines) > command_.quiet_lines;
        return !spoke_;
    }

    // Moves what can be moved; false when an output is over its limit.
    bool step(int timeout) {
        pollfd polled[] = {{in_.number(), POLLOUT, 0}, {out_.number(), POLLIN, 0}, {err_.number(), POLLIN, 0}};
        if (::poll(polled, 3, timeout) < 0) return errno == EINTR;
        if (polled[0].revents != 0) feed();
        if (polled[1].revents != 0) {
            outcome_.out_bytes += drain(out_, outcome_.out);
            hand_over(command_.on_line, outcome_.out, out_handed_);
        }
        if (polled[2].revents != 0) {
            outcome_.err_bytes += drain(err_, outcome_.err);
            hand_over(command_.on_error_line, outcome_.err, err_handed_);
        }
        shorten(slack);
        return outcome_.out.size() <= command_.output_limit && outcome_.err.size() <= command_.output_limit;
    }

    void feed() {
        const std::string_view rest = std::string_view(command_.input).substr(fed_);
        const ssize_t put = ::write(in_.number(), rest.data(), rest.size());
        if (put > 0) fed_ += static_cast<std::size_t>(put);
        if ((put < 0 && errno != EAGAIN && errno != EINTR) || fed_ == command_.input.size()) in_.close();
    }

    static std::size_t drain(file::Descriptor& from, std::string& into) {
        char block[65536];
        const ssize_t got = ::read(from.number(), block, sizeof block);
        if (got > 0) into.append(block, static_cast<std::size_t>(got));
        if (got == 0 || (got < 0 && errno != EINTR)) from.close();
        return got > 0 ? static_cast<std::size_t>(got) : 0;
    }

    // Leaves the tails, and as many bytes more: cutting at every block would copy too often.
    void shorten(std::size_t more) {
        if (!command_.tail) return;
        for (std::string* output : {&outcome_.out, &outcome_.err}) {
            if (output->size() > *command_.tail + more) output->erase(0, output->size() - *command_.tail);
        }
    }

    Outcome late() {
        ::kill(-child_, SIGKILL);
        outcome_.status = wait_for(child_);
        outcome_.timed_out = true;
        shorten(0);
        return std::move(outcome_);
    }

    static void hand_over(const std::function<void(std::string_view)>& to,
                          const std::string& text,
                          std::size_t& handed) {
        if (!to) return;
        for (std::size_t end; (end = text.find('\n', handed)) != std::string::npos; handed = end + 1) {
            to(std::string_view(text).substr(handed, end - handed));
        }
    }

    Error interrupted() {
        ::kill(-child_, command_.interrupt);
        wait_for(child_);
        return {Code::interrupted, "interrupted"};
    }

    Error killed(const std::string& why) {
        ::kill(-child_, SIGKILL);
        wait_for(child_);
        return {Code::tool, text::quoted(command_.argv[0]) + " " + why + " and was killed"};
    }

    const Command command_;
    const Clock::time_point begin_ = Clock::now();
    int interrupts_;
    pid_t child_;
    file::Descriptor in_, out_, err_;
    Outcome outcome_;
    bool spoke_ = false;
    std::size_t fed_ = 0;
    std::size_t out_handed_ = 0;
    std::size_t err_handed_ = 0;
};

Pending::Pending(std::unique_ptr<Run> run) : run_(std::move(run)) {}

Pending::~Pending() {
    if (run_) static_cast<void>(run_->to_the_end());
}

Pending::Pending(Pending&&) noexcept = default;

Pending& Pending::operator=(Pending&& other) noexcept {
    std::swap(run_, other.run_);
    return *this;
}

Result<Pending> Pending::start(Command command) {
    ::signal(SIGPIPE, SIG_IGN);
    const int interrupts = Interrupts::count();
    SCC_TRY(Pipe in, make_pipe());
    SCC_TRY(Pipe out, make_pipe());
    SCC_TRY(Pipe err, make_pipe());
    SCC_TRY(const pid_t child, spawn(command, {in.read.number(), out.write.number(), err.write.number()}, true));
    return Pending(std::make_unique<Run>(
        std::move(command), interrupts, child, std::move(in.write), std::move(out.read), std::move(err.read)));
}

Result<Outcome> Pending::outcome() { return std::exchange(run_, nullptr)->to_the_end(); }

}  // namespace scc::proc
