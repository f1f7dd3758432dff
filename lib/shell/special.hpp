// The programs whose words no row of a table can describe (shell/wrapper.hpp), each a function.
#pragma once

#include "shell/wrapper.hpp"

namespace scc::shell {

// Shells: what "-c", a file the line wrote, or the input says. "source" and "." likewise.
Carried carried_by_shell(Words words, State& state, Stream* input);
Carried carried_by_source(Words words, State& state, Stream* input);

// What they make of each thing found, or of each line of input.
Carried carried_by_find(Words words, State& state, Stream* input);
Carried carried_by_xargs(Words words, State& state, Stream* input);
Carried carried_by_parallel(Words words, State& state, Stream* input);
Carried carried_by_crontab(Words words, State& state, Stream* input);

// What archivers and relays run: TAR_OPTIONS, and addresses such as EXEC:command.
Carried carried_by_tar(Words words, State& state, Stream* input);
Carried carried_by_socat(Words words, State& state, Stream* input);

// Git's aliases, settings, hooks and the options that name a command.
Carried carried_by_git(Words words, State& state, Stream* input);

// Code in another language (shell/script.hpp).
Carried carried_by_interpreter(Words words, State& state, Stream* input);

// Builtins that give variables a value, and programs that write files.
Special builtin_named(std::string_view program);

// Words as xargs and git read them: blanks separate, quotes and backslashes keep together.
std::vector<std::string> quoted_words(std::string_view text);

// The settings in a file of git's format.
std::vector<Setting> settings_in(std::string_view text);

// What a variable of the environment makes other programs run: GIT_EDITOR, PAGER, …
bool is_run_from_environment(std::string_view name);

// Whether a shell expands the value of that variable by itself: a prompt.
bool is_expanded_by_shells(std::string_view name);

// What a program would write to its standard output; nothing when that is not known.
using Filter = std::optional<std::string> (*)(Words words, State& state, Stream* input);
Filter filter_named(std::string_view program);

// Everything that is known about the programs of a name; nothing set when they are ordinary ones.
struct Program {
    const Wrapper* wrapper = nullptr;
    Special special = nullptr;
    Filter filter = nullptr;
};

Program program_named(std::string_view name);

}  // namespace scc::shell
