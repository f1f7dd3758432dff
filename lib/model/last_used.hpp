// Which provider a workspace was last used with: $XDG_STATE_HOME/scc/workspaces/<12 hex of sha256(root)>.json.
//
// Whoever launches writes it; scc-provider reads it as the fourth of its six precedence steps. It is a memory, not a
// rule: a file that is missing or says nothing useful means that nothing is remembered.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace scc::model {

// The file for the workspace at `root`, below the state directory of scc.
std::string last_used_path(std::string_view state_dir, std::string_view root);

// The provider's id in that file; nothing when there is no file.
Result<std::optional<std::string>> last_used_provider(const std::string& path);

Result<Done> remember_provider(const std::string& path, std::string_view id);

}  // namespace scc::model
