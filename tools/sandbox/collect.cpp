#include "collect.hpp"

#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/path.hpp"
#include "cli/log.hpp"
#include "events.hpp"
#include "model/effective.hpp"

namespace scc::sandbox {
namespace {

constexpr std::size_t longest_log = 64U << 20U;

std::string guard_file(const Session& session) { return path::join(directory_of(session.id), "events/guard.jsonl"); }

bool had_proxy(const Session& session) {
    return session.network == model::name_of(model::NetworkPolicy::web_egress_enforced);
}

std::string proxy_log(const Engine& engine, const Session& session) {
    proc::Command command = call(engine, {"logs", "scc-proxy-" + session.id});
    command.output_limit = longest_log;
    const auto outcome = proc::run(command);
    if (outcome && outcome->status == 0) return outcome->out;
    cli::log::warning("cannot read the proxy's log: " + (outcome ? outcome->err : outcome.error().message));
    return "";
}

}  // namespace

bool guard_ran(const Session& session) { return !file::read(guard_file(session), longest_log).value_or("").empty(); }

std::optional<int> status_by_guard(const Session& session) {
    return guard_status(file::read(guard_file(session), longest_log).value_or(""));
}

std::vector<nlohmann::json> collect(const Engine& engine, const Session& session) {
    const auto lines = file::read(guard_file(session), longest_log);
    std::vector<nlohmann::json> events = guard_events(session, lines.value_or(""));
    if (!had_proxy(session)) return events;
    for (nlohmann::json& event : proxy_events(session, proxy_log(engine, session))) events.push_back(std::move(event));
    return events;
}

}  // namespace scc::sandbox
