// scc-safety: says whether a command may run, and why not.
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/path.hpp"
#include "check.hpp"
#include "cli/health.hpp"
#include "cli/log.hpp"
#include "cli/tool.hpp"
#include "explain.hpp"
#include "health.hpp"
#include "hook.hpp"
#include "install.hpp"
#include "list.hpp"
#include "proc/places.hpp"
#include "replay.hpp"
#include "scan/scan.hpp"
#include "simulate.hpp"
#include "wire/envelope.hpp"
#include "wire/parse.hpp"

namespace {

using nlohmann::json;
using scc::Code;
using scc::Error;
using scc::Result;
using scc::cli::Args;
using scc::safety::Question;

constexpr scc::cli::Option policy_option = {
    .name = "policy", .value = "FILE", .help = "the policy to judge by, instead of the one scc brings along"};

constexpr scc::cli::Option network_option = {
    .name = "network", .value = "POLICY", .help = "judge by another network policy than the policy's own"};
constexpr scc::cli::Option packs_option = {
    .name = "packs", .value = "NAME,...", .help = "packs of rules to judge by, beside those of the policy"};

constexpr scc::cli::Option check_options[] = {
    policy_option,
    network_option,
    packs_option,
    {.name = "batch", .help = "read and write bare objects, one a line, in the same order"},
};
constexpr scc::cli::Option scan_options[] = {
    policy_option,
    network_option,
    packs_option,
    {.name = "format", .value = "FORMAT", .help = "text, json or sarif (SARIF 2.1.0), wherever it is printed"},
    {.name = "as", .value = "KIND", .help = "what kind of file each FILE is, and standard input (-)"},
};
constexpr scc::cli::Option judging[] = {policy_option, network_option, packs_option};
constexpr scc::cli::Option dir_option = {
    .name = "dir", .value = "DIR", .help = "where HOST keeps its configuration, instead of its own place"};
constexpr scc::cli::Option hook_options[] = {
    policy_option,
    network_option,
    packs_option,
    {.name = "install", .help = "write the hook, with these options, into the configuration of HOST"},
    {.name = "uninstall", .help = "take it out again"},
    dir_option,
};
constexpr scc::cli::Option health_options[] = {policy_option, dir_option};
constexpr scc::cli::Option simulating[] = {
    policy_option,
    network_option,
    packs_option,
    {.name = "log",
     .value = "FILE",
     .help = "a segment of the audit log, or what 'scc-audit safety' printed; '-' is standard input"},
};

bool asks_by_operand(const Args& args) { return args.command.has_value() || !args.operands.empty(); }
bool reads_document(const Args& args) { return !asks_by_operand(args) && !args.has("batch"); }
bool is_batch(const Args& args) { return args.has("batch"); }

Result<scc::rule::Policy> policy_of(const Args& args) {
    return scc::safety::policy_for(args.text_or("policy", ""), args.text_or("network", ""), args.text_or("packs", ""));
}

// The question of the command line, or the document's; the place is the current directory unless the document says.
Result<Question> question_of(const Args& args, const json& input) {
    if (!asks_by_operand(args)) return scc::safety::read_question(input, "standard input");
    if (args.command && !args.operands.empty()) {
        return Error{Code::usage, "a line and words after '--' exclude each other"};
    }
    Question question{.command = args.operand(0), .argv = args.command.value_or(std::vector<std::string>())};
    if (args.command && question.argv.empty()) return Error{Code::usage, "words are missing after '--'"};
    if (const auto here = scc::path::current()) question.cwd = *here;
    return question;
}

Result<json> check(const Args& args, const json& input) {
    SCC_TRY(const auto policy, policy_of(args));
    SCC_TRY(const Question question, question_of(args, input));
    return scc::safety::to_json(scc::safety::answer(question, policy));
}

Result<int> batch(const Args& args, const json&) {
    if (asks_by_operand(args)) return Error{Code::usage, "'--batch' takes its commands from standard input"};
    SCC_TRY(const auto policy, policy_of(args));
    SCC_TRY(const Code status, scc::safety::answer_all(STDIN_FILENO, STDOUT_FILENO, policy));
    return static_cast<int>(status);
}

Result<json> explain(const Args& args, const json& input) {
    SCC_TRY(const auto policy, policy_of(args));
    SCC_TRY(const Question question, question_of(args, input));
    return scc::safety::explain(question, policy);
}

Result<json> list(const Args& args, const json&) {
    SCC_TRY(const auto policy, policy_of(args));
    return scc::safety::list_rules(policy);
}

Result<json> health(const Args& args, const json&) {
    const std::string directory = args.text_or("dir", "");
    if (!args.operands.empty()) return scc::safety::health_of_hook(args.operand(0), directory);
    if (!directory.empty()) return Error{Code::usage, "'--dir' needs the name of an agent beside it"};
    return scc::safety::health(args.text_or("policy", ""));
}

bool answers(const Args& args) { return !args.has("install") && !args.has("uninstall"); }

Result<json> scan(const Args& args, const json&) {
    SCC_TRY(const auto policy, policy_of(args));
    SCC_TRY(json data, scc::safety::scan({.paths = args.operands, .as = args.text_or("as", "")}, policy));
    for (const std::string& line : scc::safety::scanned_faults(data)) scc::cli::log::error(line);
    return data;
}

// A scan printed as `--format` says.
Result<int> scan_as(const Args& args, const json& input) {
    const std::string format = args.text_or("format", "");
    if (format != "text" && format != "json" && format != "sarif") {
        return Error{Code::usage, "'--format' must be text, json or sarif"};
    }
    SCC_TRY(const json data, scan(args, input));
    const std::string shown = format == "text"   ? scc::safety::scanned_text(data)
                              : format == "json" ? scc::wire::text_of(scc::wire::seal("scan", data))
                                                 : scc::wire::text_of(scc::safety::scanned_sarif(data));
    SCC_CHECK(scc::file::write(STDOUT_FILENO, shown, "standard output"));
    return static_cast<int>(scc::safety::scanned_status(data));
}

bool is_formatted(const Args& args) { return args.has("format"); }

// What is wrong with the policy is said in the answer, which has to refuse then.
Result<int> answer_hook(const Args& args, const json&) {
    return scc::safety::answer_hook(args.operand(0), [&] { return policy_of(args); });
}

// The words that run this program as a hook with the same options.
std::vector<std::string> hook_words(const Args& args) {
    std::vector<std::string> words = {scc::places::program_dir() + "/scc-safety", "hook", args.operand(0)};
    for (const scc::cli::Option& option : judging) {
        const auto value = args.text(option.name);
        if (!value) continue;
        const bool file = option.name == policy_option.name;
        words.insert(words.end(),
                     {"--" + std::string(option.name), file ? scc::path::real(*value).value_or(*value) : *value});
    }
    return words;
}

Result<json> configure_hook(const Args& args, const json&) {
    if (args.has("install") && args.has("uninstall")) {
        return Error{Code::usage, "'--install' and '--uninstall' exclude each other"};
    }
    SCC_TRY(const scc::hook::Host* host, scc::safety::host_for(args.operand(0)));
    if (args.has("uninstall")) return scc::safety::uninstall(*host, args.text_or("dir", ""));
    SCC_CHECK(policy_of(args));
    return scc::safety::install(*host, args.text_or("dir", ""), hook_words(args));
}

Result<json> test(const Args& args, const json&) {
    SCC_TRY(const auto policy, policy_of(args));
    return scc::safety::replay(args.operand(0), policy);
}

bool reads_events(const Args& args) { return !args.has("log"); }

Result<json> simulate(const Args& args, const json& input) {
    SCC_TRY(const auto policy, policy_of(args));
    const std::string log = args.text_or("log", "");
    SCC_TRY(const auto events,
            log.empty() ? scc::safety::events_in(input) : scc::safety::events_at(log == "-" ? "/dev/stdin" : log));
    return scc::safety::simulate(events, policy);
}

std::string check_text(const Args&, const json& data) {
    if (!data.contains("rule")) return data.at("verdict").get<std::string>() + "\n";
    return scc::rule::text_of({
        .decision = data.at("verdict") == "block" ? scc::rule::Decision::block : scc::rule::Decision::warn,
        .rule = data.at("rule").get<std::string>(),
        .because = data.at("because").get<std::string>(),
        .instead = data.at("instead").get<std::string>(),
        .set_by = data.at("set_by").get<std::string>(),
        .ask = data.value("ask", ""),
        .words = data.at("words").get<std::vector<std::string>>(),
    });
}

std::string explain_text(const Args&, const json& data) { return scc::safety::explained_text(data); }
std::string installed_text(const Args&, const json& data) { return scc::safety::installed_text(data); }
std::string scan_text(const Args&, const json& data) { return scc::safety::scanned_text(data); }
std::string list_text(const Args&, const json& data) { return scc::safety::listed_text(data); }
std::string test_text(const Args&, const json& data) { return scc::safety::replayed_text(data); }
std::string simulate_text(const Args&, const json& data) { return scc::safety::simulated_text(data); }

Code check_status(const json& data) { return data.at("verdict") == "block" ? Code::denied : Code::ok; }
Code explain_status(const json& data) { return check_status(data.at("verdict")); }

constexpr scc::cli::Verb verbs[] = {
    {.name = "check",
     .operands = "[COMMAND | -- WORD...]",
     .help = "whether a command may run; status 6 when it may not",
     .options = check_options,
     .takes = {0, 1, true},
     .accepts = "command",
     .reads_input = reads_document,
     .emits = "verdict",
     .body = check,
     .text = check_text,
     .status = check_status,
     .act = batch,
     .acts = is_batch},
    {.name = "explain",
     .operands = "[COMMAND | -- WORD...]",
     .help = "how a command is read, what it runs, and what decides about it",
     .options = judging,
     .takes = {0, 1, true},
     .accepts = "command",
     .reads_input = reads_document,
     .emits = "explanation",
     .body = explain,
     .text = explain_text,
     .status = explain_status},
    {.name = "hook",
     .operands = "HOST",
     .help = "answer the call of a tool that HOST, an agent, describes on standard input; status 2 when it is refused",
     .options = hook_options,
     .takes = {0, 1},
     .emits = "hook",
     .body = configure_hook,
     .text = installed_text,
     .act = answer_hook,
     .acts = answers},
    {.name = "scan",
     .operands = "FILE...",
     .help = "what the commands in scripts, makefiles, images and workflows would be told; status 6 for a refusal",
     .options = scan_options,
     .takes = {1, 100'000},
     .emits = "scan",
     .body = scan,
     .text = scan_text,
     .status = scc::safety::scanned_status,
     .act = scan_as,
     .acts = is_formatted},
    {.name = "list",
     .help = "every rule, and whether the policy has it on",
     .options = judging,
     .emits = "rules",
     .body = list,
     .text = list_text},
    {.name = "test",
     .operands = "FILE",
     .help = "whether cases get the verdicts they expect; status 1 when some do not",
     .options = judging,
     .takes = {1, 1, false},
     .emits = "replay",
     .body = test,
     .text = test_text,
     .status = scc::safety::replayed_status},
    {.name = "simulate",
     .help = "what the policy would have said about the commands in the audit log",
     .options = simulating,
     .accepts = "events",
     .reads_input = reads_events,
     .emits = "simulation",
     .body = simulate,
     .text = simulate_text},
    {.name = "health",
     .operands = "[HOST]",
     .help = "whether the engine, and the hooks that are installed or that of HOST, refuse what they must",
     .options = health_options,
     .takes = {0, 1},
     .emits = "health",
     .body = health,
     .text = scc::cli::health::text,
     .status = scc::cli::health::status},
};

}  // namespace

int main(int argc, char** argv) {
    return scc::cli::run(
        argc, argv, {.name = "scc-safety", .summary = "whether a command may run, and why not", .verbs = verbs});
}
