// Where the guard finds what it stands on.
//
// The installed program knows one root, "/", and nothing that runs beside it can tell it another: no option, no
// variable, no name it is called by. Tests link the same archive with a root of their own
// (tests/unit/guard/root.cpp); that program is not installed.
#pragma once

#include <string>
#include <string_view>

namespace scc::guard {

// What is put before each of the paths below; empty in the installed program.
std::string root();

inline std::string at_root(std::string_view path) { return root().append(path); }

inline constexpr std::string_view policy_file = "/etc/scc/policy.json";
inline constexpr std::string_view proxy_file = "/etc/scc/proxy";
inline constexpr std::string_view real_programs = "/usr/lib/scc/real/";
inline constexpr std::string_view event_socket = "/run/scc/guard.sock";
inline constexpr std::string_view event_directory = "/run/scc/events";

}  // namespace scc::guard
