#include "agent.hpp"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>

#include "base/env.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "say.hpp"

namespace scc::guard {
namespace {

// Signals are blocked until here, so taking the foreground does not stop the one who takes it.
void set_up(const file::Descriptor& terminal) {
    ::setpgid(0, 0);
    if (terminal) ::tcsetpgrp(terminal.number(), ::getpgrp());
    for (int signal = 1; signal < NSIG; ++signal) ::signal(signal, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

// execvp says EACCES when a directory of PATH could not be searched, whatever it found in the others.
bool nowhere_in_path(const std::string& program) {
    if (program.find('/') != std::string::npos) return false;
    for (const std::string& directory : text::words(env::get("PATH").value_or(""), ':')) {
        if (::access(path::join(directory, program).c_str(), F_OK) == 0) return false;
    }
    return true;
}

[[noreturn]] void become(const std::vector<std::string>& argv) {
    std::vector<char*> pointers;
    for (const std::string& word : argv) pointers.push_back(const_cast<char*>(word.c_str()));
    pointers.push_back(nullptr);
    ::execvp(pointers.front(), pointers.data());
    int reason = errno;
    if (reason == EPERM) ::_exit(static_cast<int>(Code::denied));
    if (reason == EACCES && nowhere_in_path(argv.front())) reason = ENOENT;
    errno = reason;
    say(failure(Code::tool, "start", argv.front()));
    ::_exit(reason == ENOENT ? 127 : 126);
}

}  // namespace

file::Descriptor foreground_terminal() {
    file::Descriptor terminal(::open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC));
    if (terminal && ::tcgetpgrp(terminal.number()) != ::getpgrp()) terminal.close();
    return terminal;
}

void set_size(const file::Descriptor& terminal, const Size& size) {
    winsize now = {};
    if (!terminal || ::ioctl(terminal.number(), TIOCGWINSZ, &now) != 0 || now.ws_row != 0) return;
    now.ws_col = size.columns;
    now.ws_row = size.rows;
    ::ioctl(terminal.number(), TIOCSWINSZ, &now);
}

Result<pid_t> start_agent(const std::vector<std::string>& argv, const file::Descriptor& terminal, Handover& handover) {
    const pid_t child = ::fork();
    if (child < 0) return failure(Code::tool, "start", argv.front());
    if (child == 0) {
        set_up(terminal);
        handover.give();
        become(argv);
    }
    ::setpgid(child, child);
    return child;
}

}  // namespace scc::guard
