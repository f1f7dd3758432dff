#include "cli/tool.hpp"

#include <unistd.h>

#include <algorithm>
#include <exception>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "base/file.hpp"
#include "base/text.hpp"
#include "cli/help.hpp"
#include "cli/log.hpp"
#include "wire/envelope.hpp"
#include "wire/parse.hpp"

namespace scc::cli {
namespace {

constexpr int broken_pipe = 141;  // as a shell reports a writer whose reader left

constexpr Option common[] = {
    {.name = "json", .help = "print JSON, on a terminal as well"},
    {.name = "text", .help = "print text, in a pipe as well"},
    {.name = "help", .help = "print this text", .letter = 'h'},
};

std::vector<Option> options_of(const Verb& verb) {
    std::vector<Option> all(verb.options.begin(), verb.options.end());
    std::ranges::copy(common, std::back_inserter(all));
    return all;
}

std::string synopsis(const Program& program, const Verb& verb) {
    std::string line(program.name);
    for (const std::string_view word : {verb.name, std::string_view("[OPTION]..."), verb.operands}) {
        if (!word.empty()) line += " " + std::string(word);
    }
    return line;
}

std::string help_of(const Program& program, const Verb& verb) {
    return "Usage: " + synopsis(program, verb) + "\n\n" + std::string(verb.help) + "\n\n" + help_for(options_of(verb));
}

std::string help_of(const Program& program) {
    std::string shown = std::string(program.name) + ": " + std::string(program.summary) + "\n";
    for (const Verb& verb : program.verbs) {
        shown += "\n" + synopsis(program, verb) + "\n    " + std::string(verb.help) + "\n" + help_for(verb.options);
    }
    return shown + "\nEvery verb also takes:\n" + help_for(common) + "\n" + std::string(program.name) +
           " --version prints the version. Manual: man " + std::string(program.name) + "\n";
}

nlohmann::json help_document(const Program& program) {
    json verbs = json::array();
    for (const Verb& verb : program.verbs) {
        verbs.push_back(help_entry(verb.name, verb.operands, verb.help, options_of(verb)));
    }
    return wire::seal("help", {{"name", program.name}, {"summary", program.summary}, {"verbs", verbs}});
}

// The verb whose words stand first on the command line, the longest first; `taken` is how many words that were.
const Verb* pick(const Program& program, std::span<const char* const> words, std::size_t& taken) {
    const Verb* best = nullptr;
    for (const Verb& verb : program.verbs) {
        const std::vector<std::string> name = text::words(verb.name);
        const bool fits = name.size() <= words.size() && std::equal(name.begin(), name.end(), words.begin());
        if (fits && (best == nullptr || name.size() > taken)) {
            best = &verb;
            taken = name.size();
        }
    }
    return best;
}

Error no_verb(const Program& program, std::span<const char* const> words) {
    std::vector<std::string> names;
    for (const Verb& verb : program.verbs) names.emplace_back(verb.name);
    const std::string hint = "one of " + text::join(names, ", ") + "; see " + std::string(program.name) + " --help";
    if (words.empty()) return {Code::usage, "a verb is missing", hint};
    const std::string meant = text::nearest(words.front(), names);
    return {Code::usage,
            "unknown verb " + text::quoted(words.front()),
            meant.empty() ? hint : "did you mean " + text::quoted(meant) + "?"};
}

// Where the input document comes from, as it shall stand in messages.
std::string name_of_input(const Args& args) {
    const auto descriptor = args.text("plan-fd");
    return descriptor ? "descriptor " + *descriptor : "standard input";
}

Result<json> read_document(const Verb& verb, const Args& args) {
    const auto descriptor = text::number(args.text_or("plan-fd", std::to_string(STDIN_FILENO)));
    if (!descriptor || *descriptor > 1023) return Error{Code::usage, "'--plan-fd' must be a descriptor number"};
    const std::string name = name_of_input(args);
    SCC_TRY(const std::string bytes, file::read(static_cast<int>(*descriptor), name, wire::max_bytes));
    if (text::trim(bytes).empty()) {
        return Error{Code::config,
                     "there is no input",
                     "a document of kind '" + std::string(verb.accepts) + "' is read from " + name};
    }
    return wire::parse(bytes, name);
}

int print(std::string_view bytes) {
    const auto written = file::write(STDOUT_FILENO, bytes, "standard output");
    if (written) return 0;
    if (errno == EPIPE) return broken_pipe;
    log::error(written.error().message);
    return static_cast<int>(Code::tool);
}

bool wants_text(const Args& args) { return !args.has("json") && (args.has("text") || ::isatty(STDOUT_FILENO) == 1); }

// Says what went wrong: once for people, and for the next stage as a document where one is expected.
int fail(const Error& error, const Program& program, const Verb* verb, const Args& args) {
    if (!error.message.empty()) log::error(message_of(error, program.name).substr(program.name.size() + 2));
    if (verb != nullptr && verb->body != nullptr && !wants_text(args)) {
        print(wire::text_of(wire::seal_error(error, program.name)));
    }
    return static_cast<int>(error.code);
}

// Passes an error document on as it came; the stage that wrote it has told the person.
int pass_on(const json& document, const Program& program, const Verb& verb, const Args& args) {
    const auto received = wire::error_in(document, name_of_input(args));
    if (!received) return fail(received.error(), program, &verb, args);
    if (verb.body != nullptr) print(wire::text_of(document));
    return static_cast<int>(received->error.code);
}

int work(const Program& program, const Verb& verb, const Args& args) {
    json input;
    if (!verb.accepts.empty() && (verb.reads_input == nullptr || verb.reads_input(args))) {
        auto document = read_document(verb, args);
        if (!document) return fail(document.error(), program, &verb, args);
        if (wire::is_error(*document)) return pass_on(*document, program, verb, args);
        auto data = wire::open(*document, verb.accepts, name_of_input(args));
        if (!data) return fail(data.error(), program, &verb, args);
        input = std::move(*data);
    }
    if (verb.act != nullptr && (verb.acts == nullptr || verb.acts(args))) {
        const Result<int> status = verb.act(args, input);
        return status ? *status : fail(status.error(), program, &verb, args);
    }
    const Result<json> data = verb.body(args, input);
    if (!data) return fail(data.error(), program, &verb, args);
    const bool as_text = verb.text != nullptr && wants_text(args);
    const int printed = print(as_text ? verb.text(args, *data) : wire::text_of(wire::seal(verb.emits, *data)));
    if (printed != 0) return printed;
    return static_cast<int>(verb.status == nullptr ? Code::ok : verb.status(*data));
}

int start(const Program& program, std::span<const char* const> words) {
    const std::string_view first = words.empty() ? "" : words.front();
    if (first == "--version") return print(std::string(program.name) + " " + SCC_VERSION + "\n");
    std::size_t taken = 0;
    const Verb* verb = pick(program, words, taken);
    const bool asks_for_help = first == "--help" || first == "-h";
    if (asks_for_help && words.size() == 2 && words[1] == std::string_view("--json")) {
        return print(wire::text_of(help_document(program)));
    }
    if (verb == nullptr && asks_for_help) return print(help_of(program));
    if (verb == nullptr) return fail(no_verb(program, words), program, nullptr, {});
    auto args = parse(words.subspan(taken), options_of(*verb), verb->takes);
    if (!args) return fail(pointed_to_help(args.error(), program.name, verb->name), program, nullptr, {});
    if (args->has("help")) return print(verb->name.empty() ? help_of(program) : help_of(program, *verb));
    return work(program, *verb, *args);
}

}  // namespace

std::string message_of(const Error& error, std::string_view program) {
    std::string lines;
    const auto add = [&](std::string_view where, std::string_view message) {
        lines += (lines.empty() ? "" : "\n") + std::string(program) + ": ";
        if (!where.empty()) lines += std::string(where) + ": ";
        lines += message;
    };
    const auto add_fault = [&](const Error& fault) {
        add(fault.where, fault.message);
        if (!fault.hint.empty()) add("", "hint: " + fault.hint);
    };
    add_fault(error);
    for (const Error& further : error.also) add_fault(further);
    return lines;
}

Error pointed_to_help(Error error, std::string_view program, std::string_view verb) {
    if (!error.hint.empty()) return error;
    error.hint = "see " + std::string(program) + (verb.empty() ? "" : " " + std::string(verb)) + " --help";
    return error;
}

int run(int argc, const char* const* argv, const Program& program) {
    log::start(program.name);
    try {
        return start(program, std::span(argv, static_cast<std::size_t>(argc)).subspan(argc > 0 ? 1 : 0));
    } catch (const std::exception& fault) {
        log::error(std::string("internal error: ") + fault.what());
        return static_cast<int>(Code::internal);
    }
}

}  // namespace scc::cli
