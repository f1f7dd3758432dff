#include "question.hpp"

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "proc/places.hpp"
#include "wire/envelope.hpp"
#include "wire/parse.hpp"

namespace scc::doctor {
namespace {

using cli::health::Check;

// The last line on standard error says why, in the way of most programs.
Error broken(const proc::Outcome& outcome) {
    const std::vector<std::string> lines = text::words(outcome.err, '\n');
    const std::string status = "it ended with " + std::to_string(outcome.status);
    return {Code::tool, lines.empty() ? status : status + ": " + text::quoted(lines.back())};
}

// What is no answer has no place that somebody could correct.
Error nonsense(const Error& error) { return {Code::tool, error.message, "", error.where, {}}; }

Result<Checks> read_answer(std::string_view tool, const proc::Outcome& outcome) {
    if (text::trim(outcome.out).empty()) return broken(outcome);
    const std::string name = "scc-" + std::string(tool) + " health";
    const auto document = wire::parse(outcome.out, name);
    if (!document) return nonsense(document.error());
    if (wire::is_error(*document)) {
        SCC_TRY(wire::Received received, wire::error_in(*document, name));
        return std::move(received.error);
    }
    const auto data = wire::open(*document, "health", name);
    if (!data) return nonsense(data.error());
    auto checks = cli::health::read(*data, name);
    if (!checks) return nonsense(checks.error());
    if (outcome.status != static_cast<int>(cli::health::status(*data))) return broken(outcome);
    return checks;
}

}  // namespace

Result<proc::Outcome> outcome_of(std::string_view tool,
                                 const std::vector<std::string>& words,
                                 std::chrono::milliseconds patience,
                                 const std::string& input) {
    const std::string name = tool.empty() ? "scc" : "scc-" + std::string(tool);
    std::vector<std::string> argv = {places::program_dir() + "/" + name};
    argv.insert(argv.end(), words.begin(), words.end());
    auto outcome = proc::run({.argv = std::move(argv), .input = input, .timeout = patience});
    if (!outcome && outcome.error().code == Code::prereq) outcome.error().hint = "install scc again";
    return outcome;
}

Check no_answer(std::string_view tool, const Error& error) {
    return {"doctor." + std::string(tool),
            "fail",
            (error.where.empty() ? "" : error.where + ": ") + error.message,
            error.hint.empty() ? "scc-" + std::string(tool) + " health" : error.hint};
}

Checks checks_in(std::string_view tool, const Result<proc::Outcome>& answer) {
    if (!answer) return {no_answer(tool, answer.error())};
    auto checks = read_answer(tool, *answer);
    if (!checks) return {no_answer(tool, checks.error())};
    return std::move(*checks);
}

}  // namespace scc::doctor
