// Whether the engine says what it must: the policy can be read, a command that must be refused is refused, one that
// must not be is not.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/error.hpp"

namespace scc::safety {

nlohmann::json health(const std::string& policy_path);

// The hook of one host alone, in its own place unless a directory is given. Code::usage when there is no such host.
Result<nlohmann::json> health_of_hook(const std::string& host, const std::string& directory);

}  // namespace scc::safety
