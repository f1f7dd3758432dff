#include "cli/stage.hpp"

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "proc/places.hpp"
#include "proc/run.hpp"
#include "wire/envelope.hpp"
#include "wire/parse.hpp"

namespace scc::cli {

Result<std::string> output_of_stage(std::vector<std::string> words, const std::string& input) {
    words.front() = places::program_dir() + "/" + words.front();
    const std::string program = words.front();
    SCC_TRY(proc::Outcome outcome, proc::run({.argv = std::move(words), .input = input}));
    if (outcome.status == 0) return std::move(outcome.out);
    const auto document = wire::parse(outcome.out, program);
    if (!document || !wire::is_error(*document)) {
        return Error{Code::tool, text::quoted(program) + " ended with " + std::to_string(outcome.status)};
    }
    SCC_TRY(wire::Received received, wire::error_in(*document, program));
    return std::move(received.error);
}

}  // namespace scc::cli
