// What is known about a command beside its words: what stands around it, and what the shell put into it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "shell/argument.hpp"

namespace scc::shell {

// Something a command is inside of, besides the line.
struct Frame {
    enum class Kind {
        command,       // words or text of the command before: what sudo or bash -c runs
        alias,         // what the alias stands for
        function,      // the body of a function that was called
        uncalled,      // the body of a function that nothing calls
        file,          // a file that the line wrote
        program,       // a program under another name: a copy, or a pattern
        variable,      // the value of a variable that is run: GIT_EDITOR, PS4
        substitution,  // $(…), `…`, <(…)
    };

    Kind kind = Kind::command;
    std::string_view name;  // of the alias, function, file, program or variable; valid while the command is shown
    Span span;              // of a substitution, or of what was named
    std::size_t id = 0;     // another one for each time it is entered
};

// What an expansion put into a word.
struct Use {
    enum class Kind {
        parameter,
        output,      // of a substitution
        process,     // <(…)
        arithmetic,  // $((…))
        pattern,     // an extended pattern
    };

    Kind kind = Kind::parameter;
    std::string name;   // of the parameter
    bool set = false;   // whether the line gave the parameter a value
    std::string value;  // what it became; holds the unknown byte where nobody knows
    Span span;          // where it is written
};

// How a line is walked.
struct Reading {
    bool uses = false;   // whether the uses of each command are told
    bool holes = false;  // whether NUL bytes in the line stand for what nobody knows; else they are no shell
};

}  // namespace scc::shell
