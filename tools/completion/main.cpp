// scc-completion: what a shell offers when somebody presses Tab.
#include <nlohmann/json.hpp>

#include "cli/tool.hpp"
#include "commands.hpp"
#include "script.hpp"

namespace {

using nlohmann::json;
using scc::Result;
using scc::cli::Args;

constexpr scc::cli::Option words_options[] = {
    {.name = "tool", .value = "NAME", .help = "the program the words stand behind, instead of scc"},
};

constexpr scc::cli::Verb verbs[] = {
    {.name = "bash",
     .help = "print the script of bash",
     .act = [](const Args&, const json&) -> Result<int> { return scc::completion::print_script("bash"); }},
    {.name = "fish",
     .help = "print the script of fish",
     .act = [](const Args&, const json&) -> Result<int> { return scc::completion::print_script("fish"); }},
    {.name = "zsh",
     .help = "print the script of zsh",
     .act = [](const Args&, const json&) -> Result<int> { return scc::completion::print_script("zsh"); }},
    {.name = "words",
     .operands = "-- WORD...",
     .help = "what may stand in the place of the last WORD",
     .options = words_options,
     .takes = {0, 0, true},
     .emits = "candidates",
     .body = scc::completion::candidates,
     .text = scc::completion::candidates_text},
};

}  // namespace

int main(int argc, char** argv) {
    return scc::cli::run(
        argc, argv, {.name = "scc-completion", .summary = "what shells offer behind scc", .verbs = verbs});
}
