// Lines that start processes without end: a function that calls itself in the background or in a pipe, and a loop with
// no end that starts something in each turn and never waits for it.
//
// Both are seen in the shape of the tree alone. A wait counts where every turn comes by it; a condition counts as
// constant only where it is written so.
#pragma once

#include <string_view>
#include <vector>

#include "shell/syntax.hpp"

namespace scc::shell {

// The word such a line is reported with.
inline constexpr std::string_view bomb = "fork bomb";

// The calls and loops of a list that never stop starting processes.
std::vector<Span> bombs_in(const List& list);

}  // namespace scc::shell
