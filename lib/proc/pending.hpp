// A command that was started and goes on by itself until somebody asks what came of it.
//
// Its output waits in pipes: one that writes more than those hold stands still until then.
#pragma once

#include <memory>

#include "proc/run.hpp"

namespace scc::proc {

class Pending {
public:
    // Error only when it could not be started (Code::prereq: no such program).
    static Result<Pending> start(Command command);

    // Nobody asked: it comes to its end all the same, and is waited for.
    ~Pending();
    Pending(Pending&&) noexcept;
    Pending& operator=(Pending&&) noexcept;

    // Waits for its end; what `run` says of errors holds. Its time counts from its start. To be asked once.
    Result<Outcome> outcome();

private:
    class Run;
    explicit Pending(std::unique_ptr<Run> run);

    std::unique_ptr<Run> run_;
};

}  // namespace scc::proc
