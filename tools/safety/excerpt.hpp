// A place in a text as people find it: line, column, and the line itself with carets under what is meant.
//
// Columns are counted in characters (code points). In an excerpt, tabs are spread to stops of eight, wide characters
// take two columns and combining ones none, so that the carets stand where a terminal shows the bytes meant; a line
// that is wider than the excerpt is cut where the carets are not.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shell/argument.hpp"

namespace scc::safety {

struct Position {
    std::size_t line = 1;
    std::size_t column = 1;

    bool operator==(const Position&) const = default;
};

Position position_of(std::string_view text, std::size_t offset);

// The same for many places in one text, which must stay.
class Positions {
public:
    explicit Positions(std::string_view text);
    Position of(std::size_t offset) const;

private:
    std::string_view text_;
    std::vector<std::size_t> starts_;  // of lines
};

// The byte that "LINE:COLUMN" means, with columns in bytes as shell::place_of counts them; 0 for anything else.
std::size_t offset_of(std::string_view text, std::string_view place);

// The line in which `span` begins and, below it, carets under what of it is in that line; both indented by four blanks
// and not wider than `width`.
std::string excerpt(std::string_view text, shell::Span span, std::size_t width = 80);

// How many columns of a terminal the text takes.
std::size_t columns_of(std::string_view text);

// The text with what would move the cursor written as a terminal cannot misread it: \n, \t, \x1b.
std::string visible(std::string_view text);

}  // namespace scc::safety
