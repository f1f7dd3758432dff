// Command lines, parsed by a table.
//
// The table is all there is: help text, man page checks and shell completion are made from it. Long options take their
// value as "--team web" or "--team=web", letters as "-t web". An option whose value is optional takes it with "=" only.
// "--" ends the options: what follows is Args::command. Where a verb takes operands, options may stand between them.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace scc::cli {

struct Option {
    std::string_view name;           // without the dashes
    std::string_view value = "";     // "NAME" in help; empty: a flag
    std::string_view help = "";      // one line
    char letter = '\0';              // "-t" as well
    bool value_is_optional = false;  // "--resume" or "--resume=ID"
    bool repeatable = false;         // else a second one is a usage error
};

class Args {
public:
    bool has(std::string_view option) const;

    // The value given; nothing when the option was not given, or given without its optional value.
    std::optional<std::string> text(std::string_view option) const;
    std::string text_or(std::string_view option, std::string_view fallback) const;
    std::vector<std::string> all(std::string_view option) const;

    // The n-th operand, counted from 0; empty when there are fewer.
    std::string operand(std::size_t index) const;

    std::vector<std::string> operands;
    std::optional<std::vector<std::string>> command;  // the words after "--"

    void set(std::string_view option, std::string_view value);

private:
    std::map<std::string, std::vector<std::string>, std::less<>> given_;
};

// How many operands a verb takes, and whether words may follow "--".
struct Operands {
    std::size_t least = 0;
    std::size_t most = 0;
    bool command = false;
};

// Faults are Code::usage; an unknown option names the nearest known one.
Result<Args> parse(std::span<const char* const> words, std::span<const Option> options, Operands operands);

// "  -t, --team NAME   the team to launch for", one line an option.
std::string help_for(std::span<const Option> options);

}  // namespace scc::cli
