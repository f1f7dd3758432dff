// Rows for people: columns as wide as their widest cell, two blanks between them.
#pragma once

#include <string>
#include <vector>

namespace scc::cli {

// The first row is the heading. An empty cell shows as "-"; control bytes are shown, not sent to the terminal.
std::string table(const std::vector<std::vector<std::string>>& rows);

}  // namespace scc::cli
