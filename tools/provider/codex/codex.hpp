// What Codex keeps in a workspace: .codex/config.toml.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/error.hpp"

namespace scc::provider {

Result<Done> codex_settings(const std::string& root, nlohmann::json& document);

}  // namespace scc::provider
