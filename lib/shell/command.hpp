// The commands a line would run, each with the words its program would get.
//
// The tree of a line (shell/parse.hpp) is walked in the order it runs. Words are expanded as far as the text tells.
// A command that runs another one (sudo, env, xargs, bash -c, find -exec …, shell/wrapper.hpp) is reported itself and
// then taken apart, so that what it runs is reported as well, at any depth. A redirection is reported as a command of
// its own, with the words ">" (or ">>", or "<" where it reads) and the file; a connection of bash's as "/dev/tcp" HOST
// PORT; what starts processes without end (shell/bomb.hpp) as "fork bomb".
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "shell/argument.hpp"
#include "shell/trace.hpp"

namespace scc::shell {

class Files;

struct Simple {
    std::span<const Argument> words;  // never empty
    Span span;                        // the command in the line
    std::size_t depth = 0;            // how many commands it is inside: 1 in "sudo git push"
    bool fetched = false;             // what a download prints may flow into it: piped, or substituted in its words
    std::string_view directory;       // where it runs, from where the line began ("": there, "sub/x", "/tmp", "~")
    std::span<const Frame> inside;    // what it is inside of, the outermost first
    std::span<const Use> uses;        // what was put into its words, when that is asked for (Reading)
    bool other_repository = false;    // the line sets variables by which git means another repository
    std::optional<std::string_view> input = {};  // what it reads on its standard input, where that is known
    bool elsewhere = false;                      // whether its files are those of another machine or container
    const Files* files = nullptr;                // those the line wrote so far (shell/state.hpp)
};

// Called for each command; false ends the walk.
using Each = std::function<bool(const Simple&)>;

// Code::config with "LINE:COLUMN" as its place when the line cannot be read: it is no shell, or exceeds a limit.
Result<Done> each_command(std::string_view line, const Each& each, Reading reading = {});

// The same for the words of one command, where the shell has done its work: what a program is about to be run with.
Result<Done> each_command(std::span<const Argument> words, const Each& each, Reading reading = {});

}  // namespace scc::shell
