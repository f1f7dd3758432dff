// Programs that run another program: which of their words are that program's, or are text that a shell reads.
//
// A row says how the wrapper's own options look; what follows them is the command (wrapper_table.cpp). What no row can
// say is a function: shells, find, xargs, parallel, git. A function may also look at, and change, what the line has
// left behind (shell/state.hpp): "read" takes from the input, "cp" makes a copy of a program.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shell/argument.hpp"
#include "shell/state.hpp"

namespace scc::shell {

// What a program's words carry: what else is run because of them.
struct Carried {
    struct Text {
        Argument text;                                       // what a shell reads
        std::optional<std::vector<std::string>> positional;  // its $1, $2, …; nothing: those of the line
        std::optional<std::string> zeroth;                   // its $0
    };

    std::span<const Argument> tail;  // a command that is the end of the wrapper's own words
    std::vector<std::vector<Argument>> commands;
    std::vector<Text> texts;
    std::vector<std::pair<std::string, std::string>> variables;  // of their environment
    std::optional<std::string> printed;                          // what the program itself writes, where it is known
    bool elsewhere = false;                                      // all of it runs among other files

    void add(std::string text, Span span) { texts.push_back({{std::move(text), span}, {}}); }
    bool empty() const { return tail.empty() && commands.empty() && texts.empty(); }
};

using Words = std::span<const Argument>;

// `input` is what the program reads on its standard input; nullptr when nobody knows.
using Special = Carried (*)(Words words, State& state, Stream* input);

// What the words after a wrapper's own are.
enum class Carries {
    command,      // a command and its words
    text,         // words that, joined by blanks, a shell reads
    texts,        // words, each of which a shell reads
    first_text,   // one word that a shell reads
    option_text,  // nothing; only an option carries
    input,        // nothing; what it reads is text for a shell
};

struct Wrapper {
    std::string_view program;  // basename; several with "|"
    Carries carries = Carries::command;
    std::string_view letters;          // one-letter options that take a value
    std::string_view names;            // long options that take the next word, separated by "|"
    std::size_t operands = 0;          // words before the command: the DURATION of timeout
    bool assignments = false;          // NAME=VALUE may stand before the command
    std::string_view text_options;     // options whose value a shell reads: "c|command"
    std::string_view text_prefix;      // what may stand before such a text; several with "|"
    std::string_view program_options;  // options whose value is the program, the rest being its words
    std::string_view verbs;            // the first operand must be one of these
    std::string_view nouns;            // what may stand before such an operand: docker compose exec
    std::string_view own;              // what it does itself; any other first operand is a command: yarn prisma
    bool shell = false;                // without a command, what it reads is text for a shell
    bool separated = false;            // the command begins after "--"
    std::string_view stops;            // letters after which nothing is run: command -v
    bool versions = false;             // the command may be named with a version: npx prisma@5
    bool elsewhere = false;            // it runs among other files: docker exec
};

const Wrapper* wrapper_named(std::string_view program);

Carried carried_by(const Wrapper& wrapper, Words words, Stream* input);

// The words after the wrapper's own options and operands; nothing when it runs nothing.
std::optional<Words> rest_of(const Wrapper& wrapper, Words words, Carried& carried);

// The words joined by blanks, as programs do that hand them to a shell.
Argument joined(Words words);

// What a find command's tests may pick, a path for each place it starts at: "src/?/*.o" where "?" is the unknown byte,
// "src/?" when nothing narrows it down and src itself is among them.
std::vector<std::string> found_by(Words words);

// Whether `name` stands among the names separated by "|".
bool lists(std::string_view names, std::string_view name);

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> names);

// A file named on a command line, /dev/stdin included: its text, as far as anybody knows.
std::optional<std::string> text_of_file(std::string_view path, State& state, Stream* input);

}  // namespace scc::shell
