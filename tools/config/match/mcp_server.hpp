// Which patterns speak about an MCP server.
//
// A server is known by four things: the name somebody chose, its URL, the URL's host, its command. "name:", "host:",
// "url:" and "command:" before a pattern compare it with that one alone; a plain pattern blocks by any of them. It also
// admits by any of them, but an admission that rests on the name alone is weak: whoever writes the server chooses it.
#pragma once

#include "model/effective.hpp"
#include "pattern.hpp"

namespace scc::config {

// The first pattern that blocks the server, or null. Every spelling of the URL counts.
const Text* blocking(const std::vector<Text>& patterns, const model::McpServer& server);

struct Admission {
    const Text* pattern = nullptr;  // null: not admitted
    bool weak = false;              // by its name alone
};

// The first strong admission, else the first weak one unless `strict`.
Admission admission(const std::vector<Text>& patterns, const model::McpServer& server, bool strict);

}  // namespace scc::config
