// What is written down of a session as it goes: its record, and the events that the audit log gets.
//
// Events are delivered twice, when the agent has started and when everything is over; a session that never began has
// one delivery.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "launch.hpp"

namespace scc::sandbox {

class Chronicle {
public:
    explicit Chronicle(Launch& launch);
    ~Chronicle();

    // What is about to be done, and the exceptions that it uses.
    void planned();

    // The agent runs.
    void started();

    // The proxy has ended before the agent.
    void lost_proxy();

    // What the agent left that no diff shows.
    void reported(const trust::Report& report);

    // What the containers told, where the agent has `run`, and with which status it ended; `because` says why it had
    // to, where it had to.
    void ended(const Result<int>& status, bool ran, const std::string& because);

    // Writes the record as it is now; a warning when that cannot be.
    void keep_record() const;

private:
    Launch& launch_;
    std::vector<nlohmann::json> events_;  // not yet delivered
};

}  // namespace scc::sandbox
