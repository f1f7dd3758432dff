// The event file, and the socket on which guards report to process 1.
//
// Both are made while process 1 is root. The file then belongs to somebody the agent is not: root, or for an agent
// that is root itself a user nobody runs as. It is readable for all, since the owner of the session collects it, and
// written through the descriptor that process 1 holds. Its directory changes hands as well, so that the file cannot be
// replaced; a file that is mounted by itself stays in a directory of the container, and the host's is left alone.
//
// Whoever floods the socket cannot fill the disk: a bucket of events refills slowly, and at most_file_bytes the file
// ends. What the bucket left out is counted, and the count is written.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/file.hpp"
#include "kept.hpp"

namespace scc::guard {

// How many events may be written: `burst` at once, `per_second` in the long run.
class Allowance {
public:
    static constexpr std::int64_t burst = 200;
    static constexpr std::int64_t per_second = 10;

    // Whether an event that comes at second `now` may be written.
    bool take(std::int64_t now);

private:
    std::int64_t left_ = burst;
    std::int64_t filled_ = 0;
};

class Events {
public:
    static constexpr off_t most_file_bytes = 16 << 20;

    // Opens DIRECTORY/guard.jsonl; the agent will be `agent`.
    Result<Done> open_file(const std::string& directory, uid_t agent);

    // Binds the socket. Nothing is bound, and that is no error, when another process listens there already.
    Result<Done> open_socket(const std::string& path, uid_t agent);

    int socket() const { return socket_.number(); }

    // Writes what has arrived on the socket. Does not wait.
    void receive();

    // Writes that the file is in use: from here on process 1 looks after the agent.
    void write_started();

    // Writes one line of process 1's own.
    void write_own(std::string_view type, std::string_view because);

    // Writes what the agent keeps of its sign-in.
    void write_kept(const Finding& finding);

    // Writes with which status the agent ended. The engine's client may be gone by then, or not tell.
    void write_ended(int status);

    // Writes how many events were left out since the last time; nothing when none were.
    void write_dropped();

private:
    void take(std::string_view datagram, pid_t sender);
    void write(const std::string& line);

    file::Descriptor file_;
    file::Descriptor socket_;
    Allowance allowance_;
    std::uint64_t dropped_ = 0;
};

}  // namespace scc::guard
