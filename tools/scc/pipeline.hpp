// From `scc start …` to the commands of the pipe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "cli/options.hpp"
#include "verbs.hpp"

namespace scc::dispatch {

// scc-config resolve … | scc-provider plan … | scc-net plan | scc-sandbox plan … and, behind them, the act. Before them
// stands scc-worktree create … or scc-sandbox session … where the place is not the one the words name. Where only a
// worktree is wanted there are no stages and making it is the act.
struct Pipeline {
    std::vector<std::vector<std::string>> stages;
    std::vector<std::string> act;  // scc-sandbox run …
};

// The options a launch takes.
std::vector<cli::Option> options_of(const Launch& launch);

// Those of all launches.
std::vector<cli::Option> all_launch_options();

// Code::usage when `run` got no command.
Result<Pipeline> pipeline_of(const Launch& launch, const cli::Args& args);

// scc-config resolve . OPTION… and, behind it, the verb with the words that are none of the resolve stage's.
Pipeline pipeline_of(const Configured& row, std::span<const char* const> words);

// The pipe as a line that can be pasted into a shell.
std::string shell_line(const Pipeline& pipeline, bool dry_run);

// The same pipe once its first stage has done its part: a worktree that was made is known by its root, a session that
// was chosen by its id, so that nothing is made or asked twice.
Pipeline once_more(Pipeline pipeline, const std::string& root, const std::optional<std::string>& session);

// The words by which `args` reach a stage: each option that belongs to it, spelled as it was given.
std::vector<std::string> options_for(Stage stage, const cli::Args& args);

// The code a stage's exit status stands for; a stage killed by a signal counts as a bug unless it was Ctrl-C.
Code code_of(int status);

// Runs the stages, joined by pipes, and returns what the last one wrote: the plan. When a stage fails it has said so
// itself, and the Error carries its code and no message. With `show`, the last stage writes to our standard output.
Result<std::string> run_stages(const Pipeline& pipeline, bool show);

// Hands the plan over on descriptor 3 and becomes the act. Returns only when that failed.
Error carry_out(const Pipeline& pipeline, const std::string& plan);

}  // namespace scc::dispatch
