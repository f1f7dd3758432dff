// Names and labels: how scc finds again what it made. Nothing else is kept about an engine's objects.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace scc::sandbox {

inline constexpr std::string_view label_managed = "scc.managed";
inline constexpr std::string_view label_owner = "scc.owner";
inline constexpr std::string_view label_session = "scc.session";
inline constexpr std::string_view label_role = "scc.role";  // "agent", "proxy" or "network"

// Where the guard lies in every image made from scc-base.
inline constexpr const char* guard_program = "/usr/lib/scc/scc-guard";

// "scc-PROVIDER-" and 12 hexadecimal digits of the digest of provider and workspace.
std::string container_name(std::string_view provider, std::string_view workspace);

// "uid-" and 12 hexadecimal digits of the digest of the state directory: who sees a container as theirs.
std::string owner();

// A random (version 4) UUID in lower case.
Result<std::string> new_session_id();

// "key=value" words for a list's --filter that let through what this user's scc made.
std::string filter(std::string_view label, std::string_view value);

}  // namespace scc::sandbox
