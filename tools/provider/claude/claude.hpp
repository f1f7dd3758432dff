// What Claude Code keeps in a workspace: .claude/settings.local.json and .mcp.json. Profiles of the earlier
// implementation are these two files, whole.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/error.hpp"
#include "method.hpp"

namespace scc::provider {

extern const SignIn claude_sign_in;

Result<Done> claude_settings(const std::string& root, nlohmann::json& document);
Result<Done> claude_settings_of_profile(const nlohmann::json& profile,
                                        const std::string& path,
                                        nlohmann::json& document);

}  // namespace scc::provider
