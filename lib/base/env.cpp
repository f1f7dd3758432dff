#include "base/env.hpp"

#include <cstdlib>

namespace scc::env {
namespace {

bool switched_on(const char* name) {
    const auto value = get(name);
    return value && *value != "0" && *value != "false";
}

}  // namespace

std::optional<std::string> get(const char* name) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') return std::nullopt;
    return value;
}

bool unattended() { return switched_on("SCC_NO_INPUT") || switched_on("CI"); }

}  // namespace scc::env
