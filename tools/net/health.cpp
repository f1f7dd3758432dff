#include "health.hpp"

#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/text.hpp"
#include "cli/health.hpp"
#include "proc/places.hpp"
#include "proc/run.hpp"
#include "squid.hpp"

namespace scc::net {
namespace {

using cli::health::Check;

Check proxy_image() {
    const std::string folder = places::data_dir() + "/images/scc-egress-proxy";
    if (file::exists(folder + "/Dockerfile")) return {"net.proxy-image", "ok", folder, ""};
    return {"net.proxy-image", "fail", text::quoted(folder) + " has no Dockerfile", "install scc again"};
}

Result<bool> accepted(const std::string& directory) {
    SCC_TRY(const Target sample, target_named("example.com"));
    const std::string path = directory + "/squid.conf";
    SCC_CHECK(file::replace(path, configuration({{sample}, {}, inner_ranges()})));
    SCC_TRY(const proc::Outcome outcome, proc::run({.argv = {"squid", "-k", "parse", "-f", path}}));
    return outcome.status == 0;
}

Result<bool> accepted() {
    SCC_TRY(const std::string directory, file::temporary_directory("scc-net"));
    Result<bool> answer = accepted(directory);
    SCC_CHECK(file::remove_all(directory));
    return answer;
}

Check squid() {
    constexpr const char* id = "net.squid";
    if (!proc::available("squid")) return {id, "skip", "not installed here; it runs in the proxy's container", ""};
    const auto answer = accepted();
    if (!answer) return {id, "warn", answer.error().message, ""};
    if (*answer) return {id, "ok", "it accepts the compiled configuration", ""};
    return {id, "warn", "it refuses the compiled configuration", "install Squid 5 or later, or ignore the one here"};
}

}  // namespace

Result<nlohmann::json> health(const cli::Args&, const nlohmann::json&) {
    return cli::health::document({proxy_image(), squid()});
}

}  // namespace scc::net
