#include "sweep.hpp"

#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "cli/log.hpp"
#include "collect.hpp"
#include "engine/containers.hpp"
#include "session/events.hpp"
#include "staging.hpp"
#include "trusted.hpp"

namespace scc::sandbox {
namespace {

Result<Done> clean(Session& session) {
    const Engine engine = engine_of(session);
    SCC_CHECK(remove_session(engine, session.id));
    forget_container(session.id);
    drop_secrets(directory_of(session.id));
    learn_conversation(session);
    const bool told = session.state == State::lost;
    session.state = State::lost;
    session.ended = time::now();
    const trust::Report report = end_trust(directory_of(session.id));
    say_trust(report, directory_of(session.id));
    std::vector<nlohmann::json> events = trust_events(session, report);
    if (!told) {
        for (nlohmann::json& event : collect(session)) events.push_back(std::move(event));
        events.push_back(event_of(session, "session.ended", {{"state", "lost"}}));
    }
    deliver(session, events);
    return save(session);
}

// Those that nobody supervises and nobody has cleaned up after.
Result<std::vector<Session>> lost_sessions() {
    SCC_TRY(std::vector<Session> sessions, all_sessions());
    std::erase_if(sessions, [](const Session& session) { return is_clean(session) || is_supervised(session); });
    return sessions;
}

}  // namespace

Engine engine_of(const Session& session) {
    return {.kind = session.engine == "podman" ? EngineKind::podman : EngineKind::docker, .program = session.engine};
}

Result<std::vector<Session>> sweep() {
    SCC_TRY(std::vector<Session> lost, lost_sessions());
    if (lost.empty()) return lost;
    SCC_TRY(const file::Descriptor turn, file::lock(sessions_directory() + ".lock"));
    SCC_TRY(lost, lost_sessions());
    std::vector<Session> cleaned;
    for (Session& session : lost) {
        if (is_silent(engine_of(session))) continue;
        const auto done = clean(session);
        if (done) {
            cli::log::info("session " + session.id + " was lost; what it left is removed");
            cleaned.push_back(session);
        } else {
            cli::log::warning("cannot clean up after session " + session.id + ": " + done.error().message);
        }
    }
    return cleaned;
}

}  // namespace scc::sandbox
