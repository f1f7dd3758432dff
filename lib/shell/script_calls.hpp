// The calls that matter in code of other languages (shell/script.hpp).
#pragma once

#include "base/text.hpp"
#include "shell/script.hpp"

namespace scc::shell {

// What a call makes of its arguments.
enum class Does {
    text,         // a shell reads the first one, or words where it is a list
    words,        // several are words; one alone is text
    pipe,         // the first is text when it begins or ends with "|"
    print,        // it is written
    list,         // the first is the program, what follows are its words, lists taken apart
    named_list,   // the same, and the first of the words is once more the program's name
    code,         // the first is code in the same language
    read,         // files are read, or what it is told says how
    remove,       // files are removed
    remove_tree,  // directories with all that is in them
    url,          // the first says where a connection goes to
    host,         // the first is a host, the second a port, or both stand in one
};

// What an expression is known to be: one text, or a list of them.
struct Literal {
    std::vector<std::string> items;
    bool list = false;

    std::string text() const { return items.empty() ? "" : list ? text::join(items, " ") : items[0]; }
};

struct Call {
    std::string_view program;    // names of the function, separated by "|"; the last part of what is called
    std::string_view languages;  // letters, as `letter_of` gives them; empty: all
    Does does = Does::text;
    std::string_view needs;   // what must stand in the code as well
    std::size_t skipped = 0;  // arguments before those that count
};

std::span<const Call> calls();

// What such a call runs, as commands and texts; nothing for code.
void carry(Does does, std::span<const Literal> arguments, Span span, Carried& into);

// python p, perl l, ruby r, javascript j, php h, lua u, awk a, tcl t, r R, julia J, lisp i, elixir e.
char letter_of(Language language);

}  // namespace scc::shell
