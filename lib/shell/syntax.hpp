// The syntax tree of a line of POSIX sh or bash.
//
// Every node knows its bytes in the text it was read from. A word is a list of parts: what quoting leaves of literal
// text, and the places where the shell will put something in. Nothing is expanded here (shell/expand.hpp does that).
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "shell/argument.hpp"

namespace scc::shell {

struct Inner;

struct Part {
    enum class Kind {
        literal,
        parameter,     // $name, ${name op argument}
        substitution,  // $(…) or `…`
        process,       // <(…) or >(…)
        arithmetic,    // $((…))
        glob,          // a pattern bash calls extended, !(a|b), and the conditions zsh allows after a name, f(a)
    };

    Kind kind = Kind::literal;
    bool quoted = false;           // neither split, nor matched against files, nor meaning anything to the shell
    std::string text;              // literal: its bytes; parameter: its name, with "#" or "!" before it
    std::string_view operation;    // parameter: ":-", "##", …
    std::shared_ptr<Inner> inner;  // what stands inside; unset for literals and plain parameters
    Span span;
};

struct Word {
    std::vector<Part> parts;
    Span span;
};

struct Assignment {
    std::string name;
    bool append = false;       // name+=value
    bool keyed = false;        // name[…]=value
    bool array = false;        // name=(…)
    std::vector<Word> values;  // one, or the elements of an array; subscripts that run something stand here as well
    Span span;
};

struct Redirect {
    std::string_view operation;  // "<", ">>", "<<", "<<<", "&>", …
    int descriptor = -1;         // the number before it; -1: none is written, -2: {name}
    Word target;                 // the delimiter of a here-document
    std::shared_ptr<Word> body;  // of a here-document
    Span span;
};

struct Command;

struct Pipeline {
    std::vector<Command> commands;
    bool negated = false;
    std::string_view joiner;  // what follows it: ";", "&", "&&", "||", or nothing at the end
    Span span;
};

struct List {
    std::vector<Pipeline> pipelines;
};

struct Inner {
    Word argument;                    // parameter: what follows the operation; arithmetic, glob: its text
    std::shared_ptr<Word> subscript;  // parameter: name[…]
    List list;                        // substitution, process: what runs
};

struct Command {
    enum class Kind {
        simple,
        subshell,     // ( list )
        group,        // { list; }
        conditional,  // if: condition, branch, condition, branch, …, else
        loop,         // while and until: condition, body
        each,         // for NAME in words, select: body
        choice,       // case: words[0] is the subject, one list a branch
        function,     // name and body
        test,         // [[ words ]]
        arithmetic,   // (( … )), and the three parts of for ((…)): words; a loop's body as list
        coprocess,
    };

    Kind kind = Kind::simple;
    std::vector<Assignment> assignments;
    std::vector<Word> words;
    std::vector<Redirect> redirects;
    std::vector<List> lists;
    std::string name;  // function, each
    Span span;
};

}  // namespace scc::shell
