#include "chronicle.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "cli/log.hpp"
#include "collect.hpp"
#include "session/events.hpp"
#include "trusted.hpp"

namespace scc::sandbox {
namespace {

using nlohmann::json;

json planned_of(const Launch& launch) {
    json fields = {{"command", launch.sections.provider.argv},
                   {"container", launch.session.container},
                   {"network", launch.session.network}};
    if (launch.session.continues) fields["continues"] = *launch.session.continues;
    return event_of(launch.session, "launch.planned", std::move(fields));
}

json released_of(const Session& session, const model::Refusal& at) {
    return event_of(session,
                    "exception.used",
                    {{"target", at.kind + " " + at.item}, {"reason", at.reason}, {"because", at.origin.because}});
}

json ended_of(const Session& session, const Result<int>& status, const std::string& because) {
    json fields = {{"seconds", time::now() - session.started}};
    if (status) fields["status"] = *status;
    if (!because.empty()) fields["because"] = because;
    if (!status) fields["error"] = status.error().message;
    return event_of(session, "session.ended", std::move(fields));
}

}  // namespace

Chronicle::Chronicle(Launch& launch) : launch_(launch) {}

Chronicle::~Chronicle() = default;

void Chronicle::planned() {
    events_.push_back(planned_of(launch_));
    for (const model::Refusal& at : launch_.sections.config.exceptions_used) {
        events_.push_back(released_of(launch_.session, at));
    }
}

void Chronicle::started() {
    launch_.session.state = State::running;
    keep_record();
    events_.push_back(event_of(launch_.session, "launch.started", {{"container", launch_.session.container}}));
    deliver(launch_.session, std::exchange(events_, {}));
}

void Chronicle::lost_proxy() {
    events_.push_back(event_of(launch_.session, "net.lost", {{"because", "the proxy ended before the agent"}}));
    deliver(launch_.session, std::exchange(events_, {}));
}

void Chronicle::reported(const trust::Report& report) {
    for (json& event : trust_events(launch_.session, report)) events_.push_back(std::move(event));
}

void Chronicle::ended(const Result<int>& status, bool ran, const std::string& because) {
    Session& session = launch_.session;
    if (ran) {
        for (json& event : collect(session)) events_.push_back(std::move(event));
    }
    if (status) session.status = *status;
    events_.push_back(ended_of(session, status, because));
    deliver(session, std::exchange(events_, {}));
    if (const auto saved = save(session); !saved) cli::log::error(saved.error().message);
}

void Chronicle::keep_record() const {
    if (const auto saved = save(launch_.session); !saved) cli::log::warning(saved.error().message);
}

}  // namespace scc::sandbox
