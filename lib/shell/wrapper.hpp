// Programs that run another program: which of their words are that program's, or are text a shell reads.
//
// A row says how the wrapper's own options look; what follows them is the command. Shells, find, xargs and git have a
// grammar that no row can say and are functions (wrapper_special.cpp).
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shell/argument.hpp"

namespace scc::shell {

// What the rest of a wrapper's words is.
enum class Carries {
    command,      // a command and its words
    text,         // words that, joined by blanks, a shell reads
    option_text,  // nothing; only an option carries
    shell,        // sh and its kin
    find,
    xargs,
    git,
};

struct Wrapper {
    std::string_view program;  // basename; several with "|"
    Carries carries = Carries::command;
    std::string_view letters;       // one-letter options that take a value
    std::string_view names;         // long options that take the next word, separated by "|"
    std::size_t operands = 0;       // words before the command: the DURATION of timeout
    bool assignments = false;       // NAME=VALUE may stand before the command
    std::string_view text_options;  // options whose value a shell reads: "c|command"
    std::string_view stops;         // letters after which nothing is run: command -v
};

const Wrapper* wrapper_named(std::string_view program);

// What a wrapper's words carry.
struct Carried {
    std::vector<std::vector<Argument>> commands;
    std::vector<Argument> texts;                      // what a shell reads
    std::optional<std::vector<Argument>> positional;  // $0, $1, … of a text after sh -c
};

// `input` is what the wrapper reads on its standard input, where that is known.
Carried carried_by(const Wrapper& wrapper, std::span<const Argument> words, const std::optional<std::string>& input);

Carried carried_by_shell(std::span<const Argument> words, const std::optional<std::string>& input);
Carried carried_by_find(std::span<const Argument> words);

// What a find command's tests may pick, a path for each place it starts at: "src/?/*.o" where "?" is the unknown byte,
// "src/?" when nothing narrows it down and src itself is among them.
std::vector<std::string> found_by(std::span<const Argument> words);
Carried carried_by_git(std::span<const Argument> words);
void append_input(std::vector<Argument>& command, const std::optional<std::string>& input);

}  // namespace scc::shell
