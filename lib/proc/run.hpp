// Other programs, started from argument vectors.
//
// There is no form that takes a command line as text: nothing here is joined and split again, so no argument can turn
// into two or into an operator. Descriptors of this process are not inherited beyond 0, 1 and 2.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <csignal>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace scc::proc {

struct Command {
    std::vector<std::string> argv;      // argv[0] is looked up in PATH
    std::string input = {};             // fed to its standard input
    std::vector<std::string> env = {};  // "NAME=value" is added to ours, "NAME" removed from it
    bool only_env = false;              // nothing of ours, and what is added
    std::string cwd = {};               // empty: ours
    std::chrono::milliseconds timeout = std::chrono::seconds(30);
    std::size_t output_limit = 8U << 20U;  // of standard output and of standard error, each
    // When set, that many of the last bytes of each output are kept and the rest is counted only; no amount is too
    // much then, and a command that took too long is killed and an outcome all the same.
    std::optional<std::size_t> tail = std::nullopt;
    // When set, the command is also killed when it has not written more than `quiet_lines` lines after that time: a
    // client that found nobody to talk to, told from one that has much to do.
    std::chrono::milliseconds patience = {};
    std::size_t quiet_lines = 0;
    // Ended early by a signal that an Interrupts (proc/interrupts.hpp) notes; else it runs to its end all the same.
    bool interruptible = true;
    int interrupt = SIGTERM;  // what its process group is sent then
    // When set, each line of the command's standard output or error is handed over as it comes, without its newline.
    std::function<void(std::string_view)> on_line = {};
    std::function<void(std::string_view)> on_error_line = {};
};

struct Outcome {
    int status = 0;             // exit status; 128+N when signal N ended it
    std::string out;            // standard output
    std::string err;            // standard error
    std::size_t out_bytes = 0;  // how long they were in all
    std::size_t err_bytes = 0;
    bool timed_out = false;  // with Command::tail
};

// Runs to the end. Error only when the command could not be started (Code::prereq: no such program), when it took
// longer than `timeout` or wrote more than `output_limit` and had to be killed (Code::tool), or was interrupted
// (Code::interrupted).
Result<Outcome> run(const Command& command);

// Its standard output when it exits with 0; otherwise Code::tool with the last line of its standard error.
Result<std::string> output_of(const Command& command);

// Runs with our standard input, output and error, whatever they are, for as long as it takes. Signals of the terminal
// reach it by themselves; INT, TERM, HUP and QUIT sent to us alone are passed on. Returns the status as above.
// `started` is called once with its process id.
Result<int> attached(const Command& command, const std::function<void(pid_t)>& started = {});

// Replaces this process. Returns only when that failed.
Error become(const Command& command);

// Whether a program of that name is found in PATH.
bool available(std::string_view program);

// The same, or in /usr/sbin or /sbin, which Debian leaves out of the PATH of everybody but root: for what another
// program starts.
bool installed(std::string_view program);

}  // namespace scc::proc
