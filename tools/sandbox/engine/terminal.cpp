#include "terminal.hpp"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/file.hpp"

namespace scc::sandbox {

bool has_terminal() { return ::isatty(STDIN_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 1; }

void take_terminal() {
    if (::isatty(STDOUT_FILENO) != 1) return;
    const file::Descriptor terminal(::open("/dev/tty", O_RDWR | O_CLOEXEC));
    if (terminal) ::dup2(terminal.number(), STDIN_FILENO);
}

std::vector<std::string> terminal_words() {
    if (!has_terminal()) return {};
    return {"--tty"};
}

std::vector<std::string> size_words() {
    winsize size = {};
    if (!has_terminal() || ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return {};
    if (size.ws_col == 0 || size.ws_row == 0) return {};
    return {"--size", std::to_string(size.ws_col) + "x" + std::to_string(size.ws_row)};
}

}  // namespace scc::sandbox
