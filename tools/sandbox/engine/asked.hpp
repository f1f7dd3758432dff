// A call of the engine that goes on while we do something else.
//
// Its client takes longer to start than most answers take: two calls of which neither needs the other's answer cost
// little more than one.
#pragma once

#include <string>
#include <vector>

#include "engine.hpp"
#include "proc/pending.hpp"

namespace scc::sandbox {

class Asked {
public:
    // Begins `docker WORDS…`; an answer that nobody waits for is waited for all the same, at the end of this.
    static Result<Asked> begin(const Engine& engine, std::vector<std::string> words);

    // The same for a call that was made by `call` for those words and then given more to do.
    static Result<Asked> begin(const Engine& engine, std::vector<std::string> words, const proc::Command& command);

    // What the call to its end gave, as `answer_to` says. To be asked once.
    Result<proc::Outcome> answer();

private:
    Asked(Engine engine, std::vector<std::string> words, std::chrono::milliseconds timeout, proc::Pending pending);

    Engine engine_;
    std::vector<std::string> words_;
    std::chrono::milliseconds timeout_;
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
    proc::Pending pending_;
};

}  // namespace scc::sandbox
