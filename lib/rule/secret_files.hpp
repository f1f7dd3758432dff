// Files that hold what lets somebody in: keys, tokens, passwords.
#pragma once

#include <string_view>

#include "rule/place.hpp"
#include "rule/words.hpp"

namespace scc::rule {

// Whether a path names such a file, or a directory of them. Its public half, an example and what only says how to
// connect are none. A pattern names what it would match.
bool is_secret(std::string_view path);

// Whether a command reads one of them: prints, searches, copies, packs or sends it.
bool reads_secret(const Words& words, Place& place);

// Whether it reads what was typed into a shell or a client.
bool reads_history(const Words& words, Place& place);

}  // namespace scc::rule
