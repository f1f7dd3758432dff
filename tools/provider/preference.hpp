// The user's preference: the key `provider` of config.toml, a provider's id or "ask".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace scc::provider {

inline constexpr std::string_view ask_word = "ask";

// The value in the settings file at `path`; nothing when neither the key nor the file is there.
Result<std::optional<std::string>> read_preference(const std::string& path);

// Sets it there, in its place (model/settings_file.hpp).
Result<Done> write_preference(const std::string& path, std::string_view id);

}  // namespace scc::provider
