// Process 1's end of the filter: which call is held up, and the answer.
#pragma once

#include <sys/types.h>

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/file.hpp"

namespace scc::guard {

// A call that is held up, as the kernel describes it.
struct Call {
    std::uint64_t id = 0;
    pid_t pid = 0;  // of the thread; 0 when it cannot be seen from here
    std::uint32_t number = 0;
    std::array<std::uint64_t, 6> arguments = {};
};

class Listener {
public:
    // One that owns nothing never has a call.
    Listener() = default;
    explicit Listener(file::Descriptor opened);

    int number() const { return opened_.number(); }

    // The next call; waits for one. Nothing when the caller has gone in the meantime.
    std::optional<Call> next();

    // Whether the caller still waits, and the process of that number is still the caller. An answer needs no such
    // question: the kernel gives it to nobody else.
    bool is_waiting(const Call& call) const;

    // Lets the call go on.
    void allow(const Call& call);

    // Ends the call with an error number.
    void fail(const Call& call, int error);

    void close() { opened_.close(); }

private:
    void answer(const Call& call, int error, std::uint32_t flags);

    file::Descriptor opened_;
    std::vector<std::uint64_t> received_;  // as large as the kernel's records, which grow with its version
    std::vector<std::uint64_t> answered_;
};

}  // namespace scc::guard
