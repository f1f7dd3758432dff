// Whether the engine says what it must: the policy can be read, a command that must be refused is refused, one that
// must not be is not.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace scc::safety {

nlohmann::json health(const std::string& policy_path);

}  // namespace scc::safety
