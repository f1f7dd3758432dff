// The plugin that comes with scc: share/plugins is a marketplace with scc-safety-net in it, and a reference of that
// name means it, whatever marketplace the reference names.
#pragma once

#include <string_view>

namespace scc::config {

inline constexpr const char* shipped_marketplace = "scc";
inline constexpr std::string_view shipped_plugin = "scc-safety-net";

inline bool is_shipped(std::string_view plugin) { return plugin.substr(0, plugin.find('@')) == shipped_plugin; }

}  // namespace scc::config
