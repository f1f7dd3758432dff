// Secrets that stand in a file instead of being referred to. In a workspace's file, which is in git, one is a fault; of
// an organisation's or a team's, whose files exist already, it is told.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/effective.hpp"

namespace scc::config {

inline constexpr std::string_view secret_found = "this looks like a secret, in a file that others read";
inline constexpr std::string_view secret_hint =
    "write env:NAME, command:PROGRAM or ${NAME}, and keep the secret where that finds it";

// Whether the value of that name is one, and not a word on where it is.
bool is_secret(std::string_view name, std::string_view value);

// The keys of the server's values that are secrets: "headers/Authorization", "args/1".
std::vector<std::string> secrets_in(const model::McpServer& server);

}  // namespace scc::config
