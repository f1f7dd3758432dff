// scc: the front door. A table of pipelines, other names for the tools' verbs, and exec of scc-WORD.
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "base/env.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "cli/log.hpp"
#include "cli/table.hpp"
#include "cli/tool.hpp"
#include "cli/tools.hpp"
#include "help_document.hpp"
#include "pipeline.hpp"
#include "preflight.hpp"
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

// Each word with what it does, indented.
std::string words_table() {
    std::vector<std::vector<std::string>> rows;
    const auto add = [&](std::string_view word, std::string_view help) {
        rows.push_back({"  " + std::string(word), std::string(help)});
    };
    for (const Launch& launch : scc::dispatch::launches()) add(launch.words, launch.help);
    for (const auto& alias : scc::dispatch::aliases()) add(alias.word, alias.help);
    add("help", "show the manual, or that of a word");
    return scc::cli::table(rows);
}

std::string help() {
    std::string text = "scc: run AI coding agents in sandboxes under an organisation's rules\n\nUsage:\n";
    for (const Launch& launch : scc::dispatch::launches()) {
        text += "  scc " + std::string(launch.words) + " [OPTION]... " + std::string(launch.operands) + "\n";
    }
    text += "  scc WORD [ARGUMENT]...\n\nscc alone is scc start in the current directory.\n\nWords:\n";
    text += words_table();
    const std::vector<std::string> tools(std::begin(scc::cli::tools), std::end(scc::cli::tools));
    text += "Any other WORD runs scc-WORD: " + scc::text::join(tools, ", ") + ".\n\n";
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
    if (dry_run) return 0;
    const auto ready = scc::dispatch::signed_in(*pipeline, *plan, *args);
    return fail(ready ? scc::dispatch::carry_out(*pipeline, *ready) : ready.error());
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

// What to say of a word nobody knows: the nearest known one as a hint.
Error unknown(Code code, std::string_view what, std::string_view word, const std::string& before) {
    const std::string meant = scc::text::nearest(word, scc::dispatch::known_words());
    return {code,
            "there is no " + std::string(what) + " " + scc::text::quoted(word),
            meant.empty() ? "see scc --help" : "did you mean '" + before + meant + "'?"};
}

// The manual page that tells about `word`.
std::string page_of(const std::string& word) {
    if (word == "scc" || word == "help" || scc::dispatch::launch_named(word) != nullptr) return "scc";
    if (const auto* alias = scc::dispatch::alias_named(word)) return std::string(alias->tool);
    return word.starts_with("scc-") ? word : "scc-" + word;
}

Error no_manual(const std::string& word, const std::string& page) {
    const std::vector<std::string> known = scc::dispatch::known_words();
    if (std::ranges::find(known, word) == known.end()) return unknown(Code::not_found, "manual of", word, "scc help ");
    return {Code::not_found,
            "man does not find the manual " + scc::text::quoted(page),
            "add the share/man beside scc's bin to MANPATH, or see " + page + " --help"};
}

int help_for_word(std::span<const char* const> words) {
    const std::string word = words.empty() ? "scc" : words[0];
    const std::string page = page_of(word);
    const auto found = scc::proc::run({.argv = {"man", "-w", page}});
    if (!found && found.error().code == Code::prereq) {
        return fail(
            {Code::prereq, "there is no program 'man' to show the manual", "install man-db, or see scc --help"});
    }
    if (found && found->status != 0) return fail(no_manual(word, page));
    return fail(found ? scc::proc::become({.argv = {"man", page}}) : found.error());
}

int dispatch(std::span<const char* const> words) {
    const bool only_line =
        !words.empty() && (words[0] == std::string_view("-n") || words[0] == std::string_view("--print-pipe"));
    if (only_line) words = words.subspan(1);
    const std::string_view word = words.empty() ? "start" : words[0];
    const auto rest = words.empty() ? words : words.subspan(1);
    if (word == "--help" || word == "-h") {
        const bool as_json = rest.size() == 1 && rest[0] == std::string_view("--json");
        return print(as_json ? scc::dispatch::help_document() : help());
    }
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
    const Error error = scc::proc::become({.argv = std::move(argv)});
    return fail(error.code == Code::prereq ? unknown(Code::usage, "command", word, "scc ") : error);
}

}  // namespace

int main(int argc, char** argv) {
    scc::cli::log::start(program);
    // The tools are found beside scc first, wherever it was installed.
    const std::string path = scc::places::program_dir() + ":" + scc::env::get("PATH").value_or("/usr/bin:/bin");
    ::setenv("PATH", path.c_str(), 1);
    return dispatch(std::span<const char* const>(argv, static_cast<std::size_t>(argc)).subspan(argc > 0 ? 1 : 0));
}
