#include "archive.hpp"

#include "base/text.hpp"
#include "proc/places.hpp"
#include "proc/run.hpp"

namespace scc::config {

Result<Done> unpack(const std::string& archive, const std::string& to, std::string_view shown) {
    proc::Command command{.argv = {places::libexec_dir() + "/scc-config-unpack", to}, .input = archive};
    command.timeout = std::chrono::seconds(90);
    SCC_TRY(const proc::Outcome ran, proc::run(command));
    if (ran.status == 0) return Done{};
    const std::string said(text::trim(ran.out.empty() ? ran.err : ran.out));
    const std::string why = said.empty() ? "it ended with " + std::to_string(ran.status) : said;
    const Code code = ran.status == 1 ? Code::config : Code::tool;
    return Error{code, "archive " + text::quoted(shown) + " is refused: " + why, "ask whoever keeps the archive"};
}

}  // namespace scc::config
