#include "proc/run.hpp"

#include "base/text.hpp"
#include "proc/pending.hpp"

namespace scc::proc {

Result<Outcome> run(const Command& command) {
    SCC_TRY(Pending pending, Pending::start(command));
    return pending.outcome();
}

Result<std::string> output_of(const Command& command) {
    SCC_TRY(Outcome outcome, run(command));
    if (outcome.status == 0) return std::move(outcome.out);
    const std::vector<std::string> lines = text::words(outcome.err, '\n');
    const std::string last = lines.empty() ? "exit status " + std::to_string(outcome.status) : lines.back();
    return Error{Code::tool, text::quoted(text::join(command.argv, " ")) + " failed: " + last};
}

}  // namespace scc::proc
