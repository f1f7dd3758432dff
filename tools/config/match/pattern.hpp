// Patterns of an organisation's file (base/glob.hpp) over plugins and lists of them.
#pragma once

#include <string_view>
#include <vector>

#include "base/glob.hpp"
#include "model/origin.hpp"

namespace scc::config {

using Text = model::Sourced<std::string>;

using glob::matches;

// A pattern without "@" compares with the part of "plugin@marketplace" before the first "@".
bool matches_plugin(std::string_view pattern, std::string_view reference);

// The first pattern that matches, null when none does.
const Text* first_match(const std::vector<Text>& patterns, std::string_view text);
const Text* first_plugin_match(const std::vector<Text>& patterns, std::string_view reference);

}  // namespace scc::config
