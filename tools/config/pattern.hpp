// Patterns as organisations write them: *, ?, [seq] and [!seq] over the whole text, blanks at the ends and ASCII case
// set aside. An empty pattern matches nothing. Time is linear in pattern times text, whatever the pattern.
#pragma once

#include <string_view>
#include <vector>

#include "model/origin.hpp"

namespace scc::config {

using Text = model::Sourced<std::string>;

bool matches(std::string_view pattern, std::string_view text);

// A pattern without "@" compares with the part of "plugin@marketplace" before the first "@".
bool matches_plugin(std::string_view pattern, std::string_view reference);

// The first pattern that matches, null when none does.
const Text* first_match(const std::vector<Text>& patterns, std::string_view text);
const Text* first_plugin_match(const std::vector<Text>& patterns, std::string_view reference);

}  // namespace scc::config
