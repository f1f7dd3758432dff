#include "commands.hpp"

#include <nlohmann/json.hpp>

#include "complete.hpp"
#include "values.hpp"

namespace scc::completion {
namespace {

const char* name_of(Paths paths) {
    switch (paths) {
        case Paths::none: return "none";
        case Paths::files: return "files";
        case Paths::directories: return "directories";
    }
    return "";
}

// What would end a line early ends it.
std::string one_line(std::string text) {
    for (char& c : text) {
        if (static_cast<unsigned char>(c) < ' ' || c == 127) c = ' ';
    }
    return text;
}

}  // namespace

Result<json> candidates(const cli::Args& args, const json&) {
    const auto words = args.command.value_or(std::vector<std::string>());
    const Completion made = complete(args.text_or("tool", "scc"), words, {tool_named, values_of});
    json list = json::array();
    for (const Candidate& one : made.candidates) list.push_back({{"word", one.word}, {"help", one.help}});
    return json{{"words", std::move(list)}, {"paths", name_of(made.paths)}};
}

std::string candidates_text(const cli::Args&, const json& data) {
    std::string lines;
    for (const json& one : data.at("words")) {
        lines +=
            one_line(one.at("word").get<std::string>()) + "\t" + one_line(one.at("help").get<std::string>()) + "\n";
    }
    const std::string paths = data.at("paths").get<std::string>();
    return paths == "none" ? lines : lines + ":" + paths + "\n";
}

}  // namespace scc::completion
