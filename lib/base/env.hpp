// The one place that reads the environment.
#pragma once

#include <optional>
#include <string>

namespace scc::env {

// The variable's value; nothing when it is unset or empty, which mean the same to every tool.
std::optional<std::string> get(const char* name);

// Whether people must not be asked: SCC_NO_INPUT or CI is set to something other than 0 or false.
bool unattended();

}  // namespace scc::env
