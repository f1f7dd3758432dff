#include <sys/wait.h>

#include <cerrno>
#include <csignal>

#include "proc/interrupts.hpp"
#include "proc/run.hpp"
#include "proc/spawn.hpp"

namespace scc::proc {
namespace {

constexpr int passed_on[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};

volatile std::sig_atomic_t child_of_signals = 0;

// A signal of the terminal (Ctrl-C) comes from the kernel and reached the child as well; one that a process sent to
// us alone did not.
void pass_on(int signal, siginfo_t* info, void*) {
    const int reason = errno;
    if (info->si_code <= 0 && child_of_signals > 0) {
        Interrupts::note();
        ::kill(child_of_signals, signal);
    }
    errno = reason;
}

class PassingOn {
public:
    explicit PassingOn(pid_t child) {
        child_of_signals = child;
        struct sigaction action = {};
        action.sa_sigaction = pass_on;
        action.sa_flags = SA_SIGINFO | SA_RESTART;
        for (std::size_t i = 0; i < std::size(passed_on); ++i) ::sigaction(passed_on[i], &action, &before_[i]);
    }
    ~PassingOn() {
        for (std::size_t i = 0; i < std::size(passed_on); ++i) ::sigaction(passed_on[i], &before_[i], nullptr);
        child_of_signals = 0;
    }
    PassingOn(const PassingOn&) = delete;
    PassingOn& operator=(const PassingOn&) = delete;

private:
    struct sigaction before_[std::size(passed_on)] = {};
};

}  // namespace

Result<int> attached(const Command& command, const std::function<void(pid_t)>& started) {
    const int before = Interrupts::count();
    SCC_TRY(const pid_t child, spawn(command, {-1, -1, -1}, false));
    const PassingOn passing(child);
    if (Interrupts::count() != before) ::kill(child, SIGTERM);
    if (started) started(child);
    return wait_for(child);
}

}  // namespace scc::proc
