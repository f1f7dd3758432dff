// Questions to the person at the terminal, asked on /dev/tty so that standard input and output stay the documents'.
//
// Every question has a flag that answers it; a caller asks only where `can_ask` says so, else takes the safe answer or
// fails naming the flag.
#pragma once

#include <termios.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::cli::tty {

// Whether a person is there to be asked: /dev/tty opens, standard error is a terminal (standard input may be a pipe
// from the stage before), and neither --no-input nor the environment (SCC_NO_INPUT, CI) forbids it.
bool can_ask(const Args& args);

// The columns of the terminal behind standard output; 80 when it is none.
std::size_t columns();

// The settings of the terminal behind standard input, as they are now: a program that is killed leaves its own.
class Settings {
public:
    Settings();
    void restore() const;

private:
    std::optional<termios> before_;
};

// One line of text; `fallback` when it is left empty. Code::interrupted at end of input.
Result<std::string> ask(std::string_view question, std::string_view fallback = "");

// A line that is not shown while it is typed.
Result<std::string> secret(std::string_view question);

// y or n; Enter takes the fallback.
Result<bool> confirm(std::string_view question, bool fallback);

// The index of the chosen line; Enter takes `fallback`, q gives Code::interrupted.
Result<std::size_t> choose(std::string_view question, const std::vector<std::string>& lines, std::size_t fallback = 0);

}  // namespace scc::cli::tty
