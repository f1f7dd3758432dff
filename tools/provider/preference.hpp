// The user's preference: the key `provider` of config.toml, a provider's id or "ask".
//
// The file belongs to its user, so one line of it is changed and everything else, comments included, stays as it was.
// A file that cannot be parsed is not touched.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace scc::provider {

inline constexpr std::string_view ask_word = "ask";

// $XDG_CONFIG_HOME/scc/config.toml
std::string preference_path();

// The value in the text of config.toml; nothing when the key is absent.
Result<std::optional<std::string>> preference_in(std::string_view text, std::string_view name);

// The text with the value set; Code::config when it is no TOML, or spells the key in a way that is not found in a line.
Result<std::string> with_preference(std::string_view text, std::string_view name, std::string_view id);

// The same from and to the file, under its lock.
Result<std::optional<std::string>> read_preference(const std::string& path);
Result<Done> write_preference(const std::string& path, std::string_view id);

}  // namespace scc::provider
