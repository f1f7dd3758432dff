// Plugin references: "name@marketplace" is the canonical form; "@marketplace/name" means the same, and a bare "name"
// means the one marketplace the organisation has, or the implicit one when it has none.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace scc::config {

inline constexpr std::string_view implicit_marketplace = "claude-plugins-official";

// The canonical form. Code::config for a reference that is none, or a bare name that could mean several marketplaces.
Result<std::string> normal_plugin(std::string_view reference, const std::vector<std::string>& marketplaces);

}  // namespace scc::config
