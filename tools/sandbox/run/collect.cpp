#include "collect.hpp"

#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/path.hpp"
#include "cli/log.hpp"
#include "model/effective.hpp"
#include "session/sign_in.hpp"
#include "sidecar.hpp"

namespace scc::sandbox {
namespace {

constexpr std::size_t longest_log = 64U << 20U;

bool had_proxy(const Session& session) {
    return session.network == model::name_of(model::NetworkPolicy::web_egress_enforced);
}

}  // namespace

std::string guard_file(const Session& session) { return path::join(directory_of(session.id), "events/guard.jsonl"); }

bool guard_ran(const Session& session) { return !file::read(guard_file(session), longest_log).value_or("").empty(); }

std::optional<int> status_by_guard(const Session& session) {
    return guard_status(file::read(guard_file(session), longest_log).value_or(""));
}

bool note(const Conversation& told, Session& session) {
    if (!told.id() || told.id() == session.conversation) return false;
    session.conversation = told.id();
    return true;
}

bool learn_conversation(Session& session) {
    Conversation told;
    told.follow(file::read(guard_file(session), longest_log).value_or(""));
    note(told, session);
    return told.id().has_value();
}

std::vector<nlohmann::json> collect(const Session& session) {
    const auto lines = file::read(guard_file(session), longest_log);
    note_sign_in(session, lines.value_or(""));
    std::vector<nlohmann::json> events = guard_events(session, lines.value_or(""));
    if (!had_proxy(session)) return events;
    const auto requests = file::read(proxy_log(directory_of(session.id)), longest_log);
    if (!requests) cli::log::warning("cannot read the proxy's log: " + requests.error().message);
    for (nlohmann::json& event : proxy_events(session, requests.value_or(""))) events.push_back(std::move(event));
    return events;
}

}  // namespace scc::sandbox
