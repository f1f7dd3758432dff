// Patterns as organisations write them: *, ?, [seq] and [!seq] over the whole text, blanks at the ends and ASCII case
// set aside. An empty pattern matches nothing. Time is linear in pattern times text, whatever the pattern.
#pragma once

#include <string_view>

namespace scc::glob {

bool matches(std::string_view pattern, std::string_view text);

}  // namespace scc::glob
