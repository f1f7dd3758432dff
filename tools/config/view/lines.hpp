// Text for people that fits a terminal of eighty columns.
#pragma once

#include <string>
#include <string_view>

namespace scc::config {

// The words of `text` in lines of at most eighty columns, the first of them indented by `first` blanks, the others by
// `rest`; a word that is longer has a line of its own. Ends with a newline.
std::string wrapped(std::string_view text, std::size_t first, std::size_t rest);

}  // namespace scc::config
