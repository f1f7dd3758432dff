// The agent's container, from the call that makes it until its agent has ended.
//
//     client started ─► meanwhile: proxy, address ─► guard runs ─► secrets dropped, record ─► watched ─► status
//
// The engine's client has our standard streams. It may be killed without its container, or end before that: then what
// is left is ended by its id, and where the guard wrote the agent's status down, that counts.
#pragma once

#include <sys/types.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chronicle.hpp"
#include "deadline.hpp"
#include "launch.hpp"
#include "perform.hpp"
#include "session/events.hpp"

namespace scc::sandbox {

class Agent {
public:
    Agent(Launch& launch, Performed& performed, Chronicle& chronicle)
        : launch_(launch), performed_(performed), chronicle_(chronicle), deadline_(launch) {}

    // Its exit status. `meanwhile` is carried out while its container comes up.
    Result<int> run(const Operation& operation, std::span<const Operation> meanwhile);

    bool began() const { return launch_.session.state == State::running; }

    // Whether its container was made and could not be used, or the engine did not do its part while the agent ran.
    bool was_unready() const { return unready_.has_value(); }
    bool fell_silent() const { return silence_.has_value(); }

    // Why it had to end; empty when it ended by itself.
    const std::string& over() const { return deadline_.over(); }

private:
    Result<Done> make_ready(std::span<const Operation> meanwhile);
    void give_up(pid_t client) const;
    void watch(const std::vector<std::string>& words, pid_t client);
    void started();
    void hear(std::string_view lines);
    void mind_proxy();
    Result<int> after_silence();
    Result<int> after_signal(int status);
    void end_container(const std::string& container);

    Launch& launch_;
    Performed& performed_;
    Chronicle& chronicle_;
    Deadline deadline_;
    Conversation conversation_;  // that the agent is in
    bool cut_off_ = false;       // the proxy has ended
    std::optional<Error> unready_;
    std::optional<Error> silence_;
};

}  // namespace scc::sandbox
