// Events of a session on their way to the audit log: flat JSON objects, a line each, piped into `scc-audit append`.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "session.hpp"

namespace scc::sandbox {

// An event with the fields that join it to its session; `fields` are the type's own.
nlohmann::json event_of(const Session& session, std::string_view type, nlohmann::json fields);

// With which status the agent ended, by the guard's file; nothing while it has not.
std::optional<int> guard_status(std::string_view lines);

// Which conversation the agent is in, by what its hook told the guard. An agent that the agent itself started tells of
// its own, from further away from process 1 than the first one that told.
class Conversation {
public:
    // Takes further lines of the guard's file.
    void follow(std::string_view lines);

    // The provider's own id; nothing while the agent has told none.
    const std::optional<std::string>& id() const { return id_; }

private:
    std::optional<std::string> id_;
    std::int64_t generation_ = 0;
};

// Events in the guard's file but its start and end: one a line, joined to the session. A line that is no event becomes
// one of type `guard.unreadable`, so that nothing is lost.
std::vector<nlohmann::json> guard_events(const Session& session, std::string_view lines);

// Whether the guard tells in the line what its agent keeps of a sign-in: no event, but sign_in.hpp's to note.
bool tells_of_sign_in(const std::string& line);

// What the proxy refused, from its access log.
std::vector<nlohmann::json> proxy_events(const Session& session, std::string_view lines);

// Hands the events to the audit log. What it does not take is kept in the session's directory and handed over with
// the next ones, or by `deliver_kept`; a warning says so.
void deliver(const Session& session, const std::vector<nlohmann::json>& events);
Result<Done> deliver_kept(const std::string& id);

}  // namespace scc::sandbox
