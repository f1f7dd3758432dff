// The words of a command as the program itself reads them.
//
// An option grammar is one line of text, an entry for each option:
//
//     force        --force                         f,force     -f or --force
//     repo:        --repo X or --repo=X            o,output:   -o X, -oX, --output X or --output=X
//     signed?      --signed or --signed=X          u           -u, which has no long name
//     D>delete>force   -D, short for --delete --force
//
// Long options may be abbreviated as far as they stay unique, letters may stand together, "--no-X" and "--X=false" take
// back an earlier --X, "--" ends the options: getopt_long with git's additions, measured with git 2.39. Other programs
// know no abbreviations, or write long options with one dash (Dashes).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shell/argument.hpp"

namespace scc::rule {

struct Option {
    std::string name;  // with its dashes, "--force"; an option the grammar does not know stands as written
    std::string value;
    bool has_value = false;
    shell::Span span;

    // "--prune=now" or "--force".
    std::string text() const { return has_value ? name + "=" + value : name; }
};

struct Words {
    std::string_view program;                   // basename
    std::string verb;                           // "push", "stash drop"; empty for programs without
    std::vector<Option> options;                // those in force at the end, in order
    std::vector<shell::Argument> operands;      // what is no option
    std::size_t separated = std::string::npos;  // how many operands stand before "--"; npos: there is none
    std::span<const shell::Argument> all;       // as written, the program first
    bool commands = false;                      // whether the program is one of those in rule/programs.hpp

    // git only: -c NAME=VALUE, and what stands in GIT_CONFIG_*.
    std::vector<std::pair<std::string, std::string>> settings;

    const Option* find(std::string_view option) const;
    bool has(std::string_view option) const { return find(option) != nullptr; }
    bool known() const;  // whether every word is

    // The last word of the verb: "delete" in "sql instances delete" and in "apps:delete".
    std::string_view action() const;
};

enum class Order {
    mixed,          // options may follow operands
    options_first,  // the first operand ends the options
    leading,        // the first operand ends the reading
};

enum class Dashes {
    gnu,    // --option, which may be abbreviated
    exact,  // --option
    one,    // -option or --option, as programs written in Go have it
};

// The options of a program's subcommand, and those it shares with the others; where both know one, the first counts.
struct Grammar {
    std::string_view own;
    std::string_view shared = {};
    Dashes dashes = Dashes::gnu;
};

// Reads `words` (without program and verb) into `into`, and says how many it read.
std::size_t read_options(std::span<const shell::Argument> words, const Grammar& grammar, Order order, Words& into);

}  // namespace scc::rule
