// Executing a plan's operations, and taking them back.
#pragma once

#include <string>
#include <vector>

#include "engine.hpp"
#include "fill.hpp"
#include "section.hpp"

namespace scc::sandbox {

// What has been begun, in order. An operation counts as begun before its command starts, because an engine may finish
// what a killed client asked for.
class Performed {
public:
    Performed(const Engine& engine, Fill& fill) : engine_(engine), fill_(fill) {}

    // Carries out an operation that is not the agent. Code::interrupted, before it is begun, once a signal came.
    Result<Done> perform(const Operation& operation);

    // Takes everything back in reverse order. What fails is only told in the debug log: most often it is gone already.
    void undo();

private:
    Result<Done> run(const Operation& operation);
    Result<Done> find_address(const Operation& operation);
    Result<Done> await(const Operation& operation);

    const Engine& engine_;
    Fill& fill_;
    std::vector<Operation> begun_;
};

// The words of an operation for `call`: filled, without the engine's program.
std::vector<std::string> engine_words(const Fill& fill, const std::vector<std::string>& argv);

}  // namespace scc::sandbox
