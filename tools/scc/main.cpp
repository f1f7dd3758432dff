// scc: the front door. A table of pipelines, other names for the tools' verbs, and exec of scc-WORD.
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "base/env.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "cli/log.hpp"
#include "cli/tool.hpp"
#include "pipeline.hpp"
#include "proc/places.hpp"
#include "proc/run.hpp"
#include "verbs.hpp"

namespace {

using scc::Code;
using scc::Error;
using scc::dispatch::Launch;

constexpr std::string_view program = "scc";

int print(const std::string& text) {
    return scc::file::write(STDOUT_FILENO, text, "standard output") ? 0 : static_cast<int>(Code::tool);
}

int fail(const Error& error) {
    if (!error.message.empty()) scc::cli::log::error(scc::cli::message_of(error, program).substr(program.size() + 2));
    return static_cast<int>(error.code);
}

std::string padded(std::string_view words) {
    return "  " + std::string(words) + std::string(words.size() < 17 ? 17 - words.size() : 1, ' ');
}

std::string help() {
    std::string text = "scc: run AI coding agents in sandboxes under an organisation's rules\n\nUsage:\n";
    for (const Launch& launch : scc::dispatch::launches()) {
        text += "  scc " + std::string(launch.words) + " [OPTION]... " + std::string(launch.operands) + "\n";
    }
    text += "  scc WORD [ARGUMENT]...\n\nscc alone is scc start in the current directory.\n\nWords:\n";
    for (const Launch& launch : scc::dispatch::launches())
        text += padded(launch.words) + std::string(launch.help) + "\n";
    for (const auto& alias : scc::dispatch::aliases()) text += padded(alias.word) + std::string(alias.help) + "\n";
    text += padded("help") + "show the manual, or that of a word\n";
    text += "Any other WORD runs scc-WORD: config, provider, net, sandbox, worktree, safety, audit.\n\n";
    text += "Options of start, run and worktree create:\n" + scc::cli::help_for(scc::dispatch::all_launch_options());
    text += "\nOptions of scc itself:\n";
    text += "  -n, --print-pipe  print the pipe of start or run as a shell line\n";
    text += "      --version     print the version\n";
    return text + "  -h, --help        print this text\n";
}

std::string help_of(const Launch& launch) {
    return "Usage: scc " + std::string(launch.words) + " [OPTION]... " + std::string(launch.operands) + "\n\n" +
           std::string(launch.help) + "\n\n" + scc::cli::help_for(scc::dispatch::options_of(launch));
}

int launch(const Launch& launch, std::span<const char* const> words, bool only_line) {
    auto options = scc::dispatch::options_of(launch);
    options.push_back({.name = "help", .letter = 'h'});
    const auto args = scc::cli::parse(words, options, launch.takes);
    if (!args) return fail(scc::cli::pointed_to_help(args.error(), program, launch.words));
    if (args->has("help")) return print(help_of(launch));
    const auto pipeline = scc::dispatch::pipeline_of(launch, *args);
    if (!pipeline) return fail(pipeline.error());
    const bool dry_run = args->has("dry-run");
    if (only_line) return print(scc::dispatch::shell_line(*pipeline, dry_run) + "\n");
    if (pipeline->stages.empty()) return fail(scc::proc::become({.argv = pipeline->act}));
    const auto plan = scc::dispatch::run_stages(*pipeline, dry_run);
    if (!plan) return fail(plan.error());
    return dry_run ? 0 : fail(scc::dispatch::carry_out(*pipeline, *plan));
}

// Words that ask for help are the tool's to answer.
bool asks_for_help(std::span<const char* const> words) {
    return std::ranges::any_of(words, [](std::string_view word) { return word == "--help" || word == "-h"; });
}

int configured(const scc::dispatch::Configured& row, std::span<const char* const> words, bool only_line) {
    auto pipeline = scc::dispatch::pipeline_of(row, words);
    if (asks_for_help(words)) return fail(scc::proc::become({.argv = pipeline.act}));
    if (only_line) {
        pipeline.act.insert(pipeline.act.end(), {"--plan-fd", "0"});
        return print(scc::dispatch::shell_line(pipeline, false) + "\n");
    }
    const auto plan = scc::dispatch::run_stages(pipeline, false);
    return fail(plan ? scc::dispatch::carry_out(pipeline, *plan) : plan.error());
}

// Becomes `argv[0]`; a word nobody knows gets the nearest known one as a hint.
int become(std::vector<std::string> argv, std::string_view word) {
    Error error = scc::proc::become({.argv = std::move(argv)});
    if (error.code != Code::prereq) return fail(error);
    std::vector<std::string> known = {"config", "provider", "net", "sandbox", "worktree", "safety", "audit", "help"};
    for (const Launch& row : scc::dispatch::launches()) known.emplace_back(row.words);
    for (const auto& row : scc::dispatch::aliases()) known.emplace_back(row.word);
    const std::string meant = scc::text::nearest(word, known);
    return fail({Code::usage,
                 "there is no command " + scc::text::quoted(word),
                 meant.empty() ? "see scc --help" : "did you mean 'scc " + meant + "'?"});
}

int help_for_word(std::span<const char* const> words) {
    std::string page = words.empty() ? "scc" : words[0];
    const auto* alias = scc::dispatch::alias_named(page);
    if (alias != nullptr) page = alias->tool;
    if (page != "scc" && !page.starts_with("scc-") && scc::dispatch::launch_named(page) == nullptr)
        page = "scc-" + page;
    if (scc::dispatch::launch_named(page) != nullptr) page = "scc";
    return become({"man", page}, page);
}

int dispatch(std::span<const char* const> words) {
    const bool only_line =
        !words.empty() && (words[0] == std::string_view("-n") || words[0] == std::string_view("--print-pipe"));
    if (only_line) words = words.subspan(1);
    const std::string_view word = words.empty() ? "start" : words[0];
    const auto rest = words.empty() ? words : words.subspan(1);
    if (word == "--help" || word == "-h") return print(help());
    if (word == "--version") return print("scc " SCC_VERSION "\n");
    std::size_t taken = 0;
    if (const Launch* row = scc::dispatch::launch_in(words, taken))
        return launch(*row, words.subspan(taken), only_line);
    if (const auto* row = scc::dispatch::configured_in(words, taken))
        return configured(*row, words.subspan(taken), only_line);
    if (words.empty() || word.starts_with("-")) return launch(*scc::dispatch::launch_named("start"), words, only_line);
    if (word == "help") return help_for_word(rest);
    std::vector<std::string> argv = {"scc-" + std::string(word)};
    if (const auto* alias = scc::dispatch::alias_named(word)) {
        argv = {std::string(alias->tool)};
        if (!alias->verb.empty()) argv.emplace_back(alias->verb);
    }
    argv.insert(argv.end(), rest.begin(), rest.end());
    return become(std::move(argv), word);
}

}  // namespace

int main(int argc, char** argv) {
    scc::cli::log::start(program);
    // The tools are found beside scc first, wherever it was installed.
    const std::string path = scc::places::program_dir() + ":" + scc::env::get("PATH").value_or("/usr/bin:/bin");
    ::setenv("PATH", path.c_str(), 1);
    return dispatch(std::span<const char* const>(argv, static_cast<std::size_t>(argc)).subspan(argc > 0 ? 1 : 0));
}
