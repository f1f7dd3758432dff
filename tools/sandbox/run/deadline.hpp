// The organisation's time limit of a session, kept while the agent runs.
#pragma once

#include <string>

#include "launch.hpp"
#include "session/timelimit.hpp"

namespace scc::sandbox {

class Deadline {
public:
    explicit Deadline(const Launch& launch) : launch_(launch) {}

    // The agent runs since now.
    void begin();

    // Says what is to be said at that time, and has the engine stop the container once it is over.
    void keep(time::Seconds now);

    // What was said when the limit was reached; empty before.
    const std::string& over() const { return over_; }

private:
    const Launch& launch_;
    TimeLimit limit_;
    std::string over_;
    bool stopped_ = false;  // the engine was told so
};

}  // namespace scc::sandbox
