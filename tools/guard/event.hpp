// What a guard tells process 1: one flat JSON object in one datagram.
//
// The sender may be anything that runs in the container, so the receiver takes only what it knows, in sizes it
// chooses, and writes the object anew.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace scc::guard {

struct Event {
    std::string type;                  // "guard.blocked", "guard.warned", "exception.used" or "agent.conversation"
    std::string rule;                  // "git/push-force"
    std::vector<std::string> command;  // the words that were judged
    std::string because;               // these may be empty
    std::string instead;
    std::string cwd;
    std::string tool_call;  // the provider's id of the call it belongs to
    std::string exception;  // the id of the one that let the rule go
    std::string until;      // when that one ends

    // Of an agent.conversation, which has nothing else.
    std::string conversation;     // the agent's own id of it
    std::int64_t generation = 0;  // how many processes stand between process 1 and who told
};

// Whether a conversation may be called that: it becomes a word of the agent's command line when it is continued.
bool is_conversation(std::string_view id);

inline constexpr std::size_t most_event_bytes = 16U << 10U;
inline constexpr std::size_t most_command_words = 64;

// The datagram, which is never longer than most_event_bytes: what is too long is cut and ends with "…".
std::string datagram_of(const Event& event);

// The event in a datagram; Code::config for anything that `datagram_of` does not write.
Result<Event> event_in(std::string_view datagram);

// The line of the event file: the event with the sender's process id and the time.
std::string line_of(const Event& event, pid_t sender, std::string_view time);

// Hands the event to process 1. Does not wait and does not fail: where nobody listens, nobody is told.
void send(const Event& event, const std::string& socket);

}  // namespace scc::guard
