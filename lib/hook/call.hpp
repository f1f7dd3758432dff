// One call of a tool, as the agent describes it; or a conversation that begins or goes on.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "hook/host.hpp"

namespace scc::hook {

struct Call {
    std::string tool;                 // "Bash"
    std::optional<std::string> line;  // what a shell is told to run, or
    std::vector<std::string> argv;    // the words of a command; neither: the tool runs none
    std::string cwd;                  // where it runs; empty: not known
    std::string session;              // may be empty
    std::string id;                   // of the call, may be empty
    bool begins = false;              // no tool is used: the agent tells which conversation `session` is

    bool runs_something() const { return line.has_value() || !argv.empty(); }
};

// The call in the bytes of one JSON object. A tool that is no shell of the host is taken for one when its arguments
// hold a command all the same, since agents and their extensions bring tools under names nobody has listed.
//
// An object without a tool is taken only for the host's event of a beginning, and that only when it says so.
//
// Code::config when the object does not say which tool is used, or a shell's call not what it runs.
Result<Call> read_call(const Host& host, std::string_view bytes);

}  // namespace scc::hook
