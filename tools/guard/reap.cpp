#include "reap.hpp"

#include <poll.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <iterator>
#include <optional>

#include "say.hpp"

namespace scc::guard {
namespace {

struct Forwarded {
    int signal;
    bool to_group;
};

constexpr Forwarded forwarded[] = {
    {SIGHUP, true},
    {SIGINT, true},
    {SIGQUIT, true},
    {SIGWINCH, true},
    {SIGTERM, false},
    {SIGUSR1, false},
    {SIGUSR2, false},
    {SIGALRM, false},
    {SIGCONT, false},
};

void forward(int signal, pid_t agent) {
    for (const Forwarded& row : forwarded) {
        if (row.signal == signal) ::kill(row.to_group ? -agent : agent, signal);
    }
}

void forward_all(const file::Descriptor& signals, pid_t agent) {
    signalfd_siginfo arrived = {};
    while (::read(signals.number(), &arrived, sizeof arrived) == sizeof arrived) {
        forward(static_cast<int>(arrived.ssi_signo), agent);
    }
}

// Takes what has ended; the wait status of the agent when it was among them.
std::optional<int> reap(pid_t agent) {
    std::optional<int> ended;
    int status = 0;
    for (pid_t child = 0; (child = ::waitpid(-1, &status, WNOHANG | WUNTRACED)) > 0;) {
        if (child != agent) continue;
        if (WIFSTOPPED(status)) {
            ::kill(-agent, SIGCONT);
        } else {
            ended = status;
        }
    }
    return ended;
}

void kill_the_rest() {
    if (::getpid() != 1) return;
    ::kill(-1, SIGKILL);
    while (::waitpid(-1, nullptr, 0) > 0) {
    }
}

int status_of(int wait_status) {
    return WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : killed_by(WTERMSIG(wait_status));
}

}  // namespace

Result<file::Descriptor> block_signals() {
    ::signal(SIGCHLD, SIG_DFL);
    sigset_t all;
    sigfillset(&all);
    file::Descriptor opened(::signalfd(-1, &all, SFD_CLOEXEC | SFD_NONBLOCK));
    if (!opened || ::sigprocmask(SIG_BLOCK, &all, nullptr) != 0) return failure(Code::tool, "watch", "signals");
    return opened;
}

int killed_by(int signal) { return 128 + signal; }

int look_after(pid_t agent, const file::Descriptor& signals, Events& events, Supervisor& supervisor) {
    std::optional<int> ended;
    while (!ended) {
        pollfd watched[] = {
            {supervisor.number(), POLLIN, 0}, {signals.number(), POLLIN, 0}, {events.socket(), POLLIN, 0}};
        if (::poll(watched, std::size(watched), -1) < 0) continue;
        if ((watched[0].revents & POLLIN) != 0) {
            supervisor.answer();
        } else if (watched[0].revents != 0) {
            supervisor.end();
        }
        if (watched[2].revents != 0) events.receive();
        if (watched[1].revents == 0) continue;
        forward_all(signals, agent);
        ended = reap(agent);
    }
    kill_the_rest();
    events.receive();
    events.write_dropped();
    return status_of(*ended);
}

}  // namespace scc::guard
