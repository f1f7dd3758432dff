#include "cli/tty.hpp"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>

#include "base/env.hpp"
#include "base/file.hpp"
#include "base/text.hpp"

namespace scc::cli::tty {
namespace {

Result<file::Descriptor> open_terminal() {
    file::Descriptor terminal(::open("/dev/tty", O_RDWR | O_CLOEXEC));
    if (!terminal) return Error{Code::usage, "there is no terminal to ask on", "answer with a flag; see --help"};
    return terminal;
}

// One line without its newline, byte by byte: what follows it belongs to whoever reads next.
Result<std::string> read_line(const file::Descriptor& terminal) {
    std::string line;
    for (char c = 0;;) {
        const ssize_t got = ::read(terminal.number(), &c, 1);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) {
            SCC_CHECK(file::write(terminal.number(), "\n", "/dev/tty"));
            return Error{Code::interrupted, "cancelled"};
        }
        if (c == '\n') return line;
        line += c;
    }
}

Result<std::string> exchange(std::string_view prompt) {
    SCC_TRY(const file::Descriptor terminal, open_terminal());
    SCC_CHECK(file::write(terminal.number(), prompt, "/dev/tty"));
    SCC_TRY(const std::string line, read_line(terminal));
    return std::string(text::trim(line));
}

class WithoutEcho {
public:
    explicit WithoutEcho(int terminal) : terminal_(terminal) {
        ::tcgetattr(terminal_, &before_);
        termios quiet = before_;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(terminal_, TCSAFLUSH, &quiet);
    }
    ~WithoutEcho() { ::tcsetattr(terminal_, TCSAFLUSH, &before_); }
    WithoutEcho(const WithoutEcho&) = delete;
    WithoutEcho& operator=(const WithoutEcho&) = delete;

private:
    int terminal_;
    termios before_ = {};
};

}  // namespace

bool can_ask(const Args& args) {
    return !args.has("no-input") && !env::unattended() && ::isatty(STDERR_FILENO) == 1 && open_terminal().has_value();
}

std::size_t columns() {
    winsize size = {};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
    return size.ws_col;
}

Settings::Settings() {
    termios now = {};
    if (::tcgetattr(STDIN_FILENO, &now) == 0) before_ = now;
}

void Settings::restore() const {
    if (before_) ::tcsetattr(STDIN_FILENO, TCSADRAIN, &*before_);
}

Result<std::string> ask(std::string_view question, std::string_view fallback) {
    std::string prompt(question);
    if (!fallback.empty()) prompt += " [" + std::string(fallback) + "]";
    SCC_TRY(std::string answer, exchange(prompt + ": "));
    return answer.empty() ? std::string(fallback) : answer;
}

Result<std::string> secret(std::string_view question) {
    SCC_TRY(const file::Descriptor terminal, open_terminal());
    SCC_CHECK(file::write(terminal.number(), std::string(question) + ": ", "/dev/tty"));
    const WithoutEcho quiet(terminal.number());
    Result<std::string> line = read_line(terminal);
    SCC_CHECK(file::write(terminal.number(), "\n", "/dev/tty"));
    return line;
}

Result<bool> confirm(std::string_view question, bool fallback) {
    for (;;) {
        SCC_TRY(const std::string answer, exchange(std::string(question) + (fallback ? " [Y/n] " : " [y/N] ")));
        const std::string lowered = text::lower(answer);
        if (lowered.empty()) return fallback;
        if (lowered == "y" || lowered == "yes") return true;
        if (lowered == "n" || lowered == "no") return false;
    }
}

Result<std::size_t> choose(std::string_view question, const std::vector<std::string>& lines, std::size_t fallback) {
    std::string prompt(question);
    prompt += "\n";
    for (std::size_t i = 0; i < lines.size(); ++i) {
        prompt += (i == fallback ? " > " : "   ") + std::to_string(i + 1) + "  " + lines[i] + "\n";
    }
    prompt += "number, Enter for " + std::to_string(fallback + 1) + ", q to cancel: ";
    for (;;) {
        SCC_TRY(const std::string answer, exchange(prompt));
        if (answer.empty()) return fallback;
        if (answer == "q") return Error{Code::interrupted, "cancelled"};
        const auto number = text::number(answer);
        if (number && *number >= 1 && *number <= lines.size()) return static_cast<std::size_t>(*number - 1);
        prompt = "a number from 1 to " + std::to_string(lines.size()) + ", or q: ";
    }
}

}  // namespace scc::cli::tty
