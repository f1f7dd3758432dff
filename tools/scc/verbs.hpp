// What `scc` knows by itself: which words are pipelines, which are other names for a tool's verb, and which stage of
// the launch pipe each option belongs to. Everything here is a table; pipeline.hpp turns a row into commands.
//
// Any other word W is exec'd as `scc-W`, found beside scc or in PATH, so that anyone can add a sub-command.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options.hpp"

namespace scc::dispatch {

// The stages of a launch, in their order; `self` is scc.
enum class Stage {
    self,
    session,
    worktree,
    config,
    provider,
    net,
    sandbox_plan,
    sandbox_run,
};

// An option of `scc start` and `scc run`, and the stage that takes it under the same name.
struct Route {
    cli::Option option;
    Stage stage;
};

// What stands before the pipe, and whose output its first stage completes.
enum class First {
    nothing,
    as_asked,  // --worktree NAME makes a worktree, --resume or --select finds an earlier session
    worktree,  // the operands name one
};

// Words that end in the launch pipe: "start", "worktree create".
struct Launch {
    std::string_view words;
    std::string_view operands;
    std::string_view help;
    cli::Operands takes;
    std::string_view provider = "";  // fixed provider, or empty
    bool once = false;               // the sandbox is removed at the end
    First first = First::nothing;
};

// `scc WORD …` is `TOOL VERB… …`.
struct Alias {
    std::string_view word;
    std::string_view tool;
    std::string_view verb;  // may be empty: the tool's own verbs follow
    std::string_view help;
};

// `scc WORDS …` is `scc-config resolve | TOOL VERB … --plan-fd 3`: a verb that needs the configuration and no more.
struct Configured {
    std::string_view words;
    std::string_view tool;
    std::string_view verb;
    std::string_view help;
};

std::span<const Configured> configured();

// The row whose words stand first on the command line, or nullptr; `taken` is how many words those are.
const Configured* configured_in(std::span<const char* const> line, std::size_t& taken);

std::span<const Route> routes();
std::span<const Launch> launches();
std::span<const Alias> aliases();

// The row whose words stand first on the command line, or nullptr; `taken` is how many words those are.
const Launch* launch_in(std::span<const char* const> line, std::size_t& taken);
const Launch* launch_named(std::string_view words);
const Alias* alias_named(std::string_view word);

// Every word that stands in a table here, for looking up what was meant.
std::vector<std::string> known_words();

}  // namespace scc::dispatch
