// A word of a command after the shell has done its work on it: what the program would see.
//
// Where the value cannot be known from the text (a variable set elsewhere, the output of a program), the unknown
// stretch is one NUL byte, which no real argument can hold. "+\0" is thus a word that begins with a plus sign whatever
// follows, and a pattern that is anchored at both ends says the right thing about it without knowing about NUL.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace scc::shell {

// Bytes [begin, end) of the text the user wrote.
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;

    bool operator==(const Span&) const = default;
};

inline constexpr char unknown = '\0';

struct Argument {
    std::string text;
    Span span;

    bool known() const { return text.find(unknown) == std::string::npos; }
};

}  // namespace scc::shell
