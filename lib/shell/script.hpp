// Code in other languages, where it stands in a line: python -c, perl -e, awk, a here-document fed to node.
//
// The code is not run and not even parsed: it is cut into tokens, so that comments and text are told from code, and
// the calls of a table (script_calls.cpp) are looked for. Their arguments are followed as far as they are literal
// text, put together from literal text, or a name that was given such. What a call does is said in the words of a
// command: os.system("git push") is what sh would read, shutil.rmtree("d") is "rm -rf d", open("f") is "< f", and a
// connection to a host is "/dev/tcp HOST PORT".
#pragma once

#include "shell/special.hpp"

namespace scc::shell {

enum class Language {
    python,
    perl,
    ruby,
    javascript,
    php,
    lua,
    awk,
    tcl,
    r,
    julia,
    lisp,
    elixir,
    make,  // recipes
    sed,
    lines,  // line by line; some begin with what runs the rest: "!ls"
};

struct Interpreter {
    std::string_view program;  // without a version: "python" is python3.11 as well
    Language language = Language::lines;
    std::string_view code;       // options whose value is code
    std::string_view letters;    // one-letter options that take another value
    std::string_view names;      // long ones
    std::string_view attached;   // letters that take the rest of their word
    std::string_view starts;     // lines: what begins a line whose rest a shell reads, separated by "|"
    bool operand = false;        // the first operand is code, not a file
    bool input = false;          // without operands, code is read from the input even where "-" is not given
    std::string_view files;      // options whose value is a file of code
    std::string_view code_verb;  // a first operand after which code stands, not a file
    std::string_view rest;       // options after which a command stands: gdb --args, python -m
    std::string_view tools;      // files that are programs of their own: python manage.py
    std::string_view run_verb;   // one after which a file stands
    std::string_view usual;      // the file that is read where none is named
};

const Interpreter* interpreter_named(std::string_view program);

// The same for languages that are read line by line.
void search_lines(const Interpreter& interpreter, std::string_view code, Span span, Carried& into);

// What the code runs.
void search(const Interpreter& interpreter, std::string_view code, Span span, Carried& into);

}  // namespace scc::shell
