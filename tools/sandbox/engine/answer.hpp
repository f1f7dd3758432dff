// What an engine said about itself, kept while the same one would say it again.
//
// A launch asks the engine little that takes longer. Who answers behind a socket of this machine does not become
// another kind of engine without the program or the socket being made anew, and what a program without a daemon says
// of itself is its own; so the last answer counts while program and socket are those files and, where there is a
// socket, somebody takes a connection on it. An engine that is elsewhere (DOCKER_HOST, a context) is asked each time.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace scc::sandbox {

// Which engine is behind a program's name now: it changes whenever the answer may. Nothing when that cannot be told, or
// nobody listens.
std::optional<std::string> stamp_of(std::string_view program, bool has_daemon);

// The answer that was kept for that stamp, with what was asked.
std::optional<std::string> kept_answer(std::string_view stamp, std::string_view question);

// Keeps it in place of the one before; a cache that cannot be written is none.
void keep_answer(std::string_view stamp, std::string_view question, std::string_view answer);

}  // namespace scc::sandbox
