// Executing a plan's operations, and taking them back.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/engine.hpp"
#include "plan/fill.hpp"
#include "plan/section.hpp"
#include "sidecar.hpp"

namespace scc::sandbox {

// What has been done, in order. An operation that failed counts as not done, so that nothing of the same name which
// others made is taken back for it; what the engine made of it all the same is known by its labels alone.
class Performed {
public:
    Performed(const Engine& engine, Fill& fill) : engine_(engine), fill_(fill) {}

    // Carries out operations that are not the agent, in their order, up to the first that fails. Code::interrupted,
    // before one is begun, once a signal came.
    Result<Done> perform(std::span<const Operation> operations);

    // Waits until the proxy, whose operation has been begun, listens; its address, empty when there is no proxy.
    Result<std::string> proxy_address();

    // Whether the proxy has ended although the agent has not.
    bool has_lost_proxy() { return sidecar_.is_lost(); }

    // The agent has ended: what runs beside it begins to end as well.
    void release() { sidecar_.tell_to_end(engine_); }

    // Takes everything back in reverse order. False when something may be left: an operation failed, its undo did, or
    // the engine is silent.
    bool undo();

private:
    Result<Done> perform(const Operation& operation);
    Result<Done> carry_out(const Operation& operation);
    Error failed(const Operation& operation, Error error);
    bool take_back(const Operation& operation);

    const Engine& engine_;
    Fill& fill_;
    Sidecar sidecar_;
    std::vector<Operation> done_;
    bool failed_ = false;
};

// The words of an operation for `call`: filled, without the engine's program.
std::vector<std::string> engine_words(const Fill& fill, const std::vector<std::string>& argv);

}  // namespace scc::sandbox
