// A child that runs beside us while we go on, in a process group of its own, so that no Ctrl-C reaches it. Its output
// goes into files, which outlive us as it does.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>

#include "proc/run.hpp"

namespace scc::proc {

class Background {
public:
    // Starts the command; `timeout`, `input` and the limits of output in it mean nothing here. The files are made
    // anew, readable by their owner alone.
    static Result<Background> start(const Command& command, const std::string& out, const std::string& err);

    // Its exit status once it has ended, waiting for that no longer than said.
    std::optional<int> ended_within(std::chrono::milliseconds time);

    // Sends a signal to it and to what it started, unless it has ended.
    void signal(int number);

private:
    explicit Background(pid_t child) : child_(child) {}

    pid_t child_;
    std::optional<int> status_;
};

// Whether a child of ours ends in that time; its status is left to be waited for. Does not wait any longer once the
// descriptor `news` can be read; -1 is none.
bool ends_within(pid_t child, std::chrono::milliseconds time, int news = -1);

}  // namespace scc::proc
