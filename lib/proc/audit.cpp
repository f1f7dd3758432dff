#include "proc/audit.hpp"

#include <pwd.h>
#include <unistd.h>

#include "base/path.hpp"
#include "base/text.hpp"
#include "proc/places.hpp"
#include "proc/run.hpp"

namespace scc::proc {

Result<Done> append_to_audit(std::string_view lines, bool keep_bad, std::chrono::milliseconds timeout) {
    Command command{.argv = {path::join(places::program_dir(), "scc-audit"), "append"},
                    .input = std::string(lines),
                    .timeout = timeout};
    if (keep_bad) command.argv.emplace_back("--keep-bad");
    SCC_TRY(const Outcome outcome, run(command));
    if (outcome.status == 0) return Done{};
    const std::string first = text::split(outcome.err, '\n').front();
    return Error{Code::tool, first.empty() ? "scc-audit ended with " + std::to_string(outcome.status) : first};
}

std::string actor() {
    const passwd* entry = ::getpwuid(::getuid());
    return entry != nullptr ? entry->pw_name : std::to_string(::getuid());
}

}  // namespace scc::proc
