#include "help_document.hpp"

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "cli/help.hpp"
#include "cli/tools.hpp"
#include "pipeline.hpp"
#include "wire/envelope.hpp"
#include "wire/parse.hpp"

namespace scc::dispatch {
namespace {

constexpr cli::Option own_options[] = {
    {.name = "print-pipe", .help = "print the pipe of start or run as a shell line", .letter = 'n'},
    {.name = "version", .help = "print the version"},
    {.name = "help", .help = "print a summary", .letter = 'h'},
};

std::vector<std::string> command(std::string_view tool, std::string_view verb) {
    std::vector<std::string> words = text::words(verb);
    words.emplace(words.begin(), tool);
    return words;
}

// The options by which a command is given its configuration.
std::vector<cli::Option> config_options() {
    std::vector<cli::Option> options;
    for (const Route& route : routes()) {
        if (route.stage == Stage::config) options.push_back(route.option);
    }
    return options;
}

}  // namespace

std::string help_document() {
    nlohmann::json verbs = nlohmann::json::array();
    verbs.push_back(cli::help_entry("", "", "start in the current directory", own_options));
    for (const Launch& row : launches()) {
        verbs.push_back(cli::help_entry(row.words, row.operands, row.help, options_of(row)));
    }
    const std::vector<cli::Option> config = config_options();
    for (const Configured& row : configured()) {
        verbs.push_back(cli::help_entry(row.words, "", row.help, config, command(row.tool, row.verb)));
    }
    for (const Alias& row : aliases()) {
        verbs.push_back(cli::help_entry(row.word, "", row.help, {}, command(row.tool, row.verb)));
    }
    for (const std::string_view tool : cli::tools) {
        const std::string name = "scc-" + std::string(tool);
        verbs.push_back(cli::help_entry(tool, "", "run " + name, {}, command(name, "")));
    }
    verbs.push_back(cli::help_entry("help", "[WORD]", "show the manual, or that of a word", {}));
    const nlohmann::json data = {
        {"name", "scc"}, {"summary", "run AI coding agents in sandboxes"}, {"verbs", std::move(verbs)}};
    return wire::text_of(wire::seal("help", data));
}

}  // namespace scc::dispatch
