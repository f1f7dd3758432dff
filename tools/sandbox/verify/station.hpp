// A probe in a container, and the client of the engine or the `scc-sandbox run` that keeps it there.
//
// Standard input and output of that program are the probe's. It ends when its input does, and so does everything that
// was made for it: whoever kills us has ended it.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/file.hpp"
#include "probe/order.hpp"
#include "proc/run.hpp"

namespace scc::sandbox {

class Station {
public:
    // `document`, unless it is empty, is what the program reads on descriptor 3. `name` is for messages: "the agent".
    static Result<Station> start(std::string name, const proc::Command& command, const std::string& document = {});

    Station(Station&&) noexcept;
    Station& operator=(Station&&) = delete;
    ~Station();

    // The answers in the order of the orders, whose ids are set here. Code::tool when it ends or does not answer in
    // time, Code::interrupted when a signal came.
    Result<std::vector<probe::Answer>> ask(std::vector<probe::Order> orders, std::chrono::milliseconds within);
    Result<probe::Answer> ask(probe::Order order, std::chrono::milliseconds within);

    // Ends its input.
    void tell_to_end() { in_.close(); }

    // Whether it has ended, with everything it was kept by; waits for that no longer than said. Then it is killed.
    bool ended_within(std::chrono::milliseconds time);

private:
    Station(std::string name, pid_t child, file::Descriptor in, file::Descriptor out);
    Result<std::string> line(std::chrono::steady_clock::time_point deadline);

    std::string name_;
    pid_t child_ = -1;
    file::Descriptor in_, out_;
    std::string pending_;
};

}  // namespace scc::sandbox
