// A driver for each kind of engine, in a file of its own: docker.cpp, podman.cpp. What is said there is all that
// differs; engine.cpp asks the engine and fills in an Engine, and nobody else knows which it is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine.hpp"

namespace scc::sandbox {

// What an engine is asked to find out whether it is there.
struct Question {
    bool has_daemon;   // behind a socket of this machine, unless the client is told otherwise
    bool may_be_kept;  // the answer stays true as long as nothing on this machine changes
    std::string_view verb;
    std::string_view format;
};

// Of the answer: version, architecture, a text with "rootless" or "true" in it when it is that, the version of the
// control groups and the runtime; the last three may be missing, and are empty then.
using Answer = std::vector<std::string>;

struct Driver {
    Traits traits;
    Question (*question)();
    Result<Done> (*complete)(Engine& engine, const Answer& answer);  // Code::prereq when it is none we can use
};

const Driver& docker();
const Driver& podman();

}  // namespace scc::sandbox
