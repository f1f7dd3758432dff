// Reading a line of POSIX sh or bash into its syntax tree (shell/syntax.hpp).
//
// A recursive descent reader that looks at each byte a bounded number of times. Limits are counts, never clocks; what
// exceeds one is as unreadable as what is no shell. An error says where, as "LINE:COLUMN".
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "shell/syntax.hpp"

namespace scc::shell {

inline constexpr std::size_t max_bytes = 1U << 20U;
inline constexpr std::size_t max_read_bytes = 2U << 20U;  // of a line and the texts in it
inline constexpr std::size_t max_depth = 250;             // lists, words and substitutions within each other
inline constexpr std::size_t max_words = 50'000;          // words, assignments and redirections together
inline constexpr std::size_t max_parts = 100'000;         // of words
inline constexpr std::size_t max_retries = 64;            // "$((" that turned out to be "$( ("
inline constexpr std::size_t max_retried = max_bytes;     // bytes that are read again because of them

// How deep and how much has been read already; a text found inside a text goes on counting.
struct Budget {
    std::size_t bytes = 0;
    std::size_t depth = 0;
    std::size_t words = 0;
    std::size_t parts = 0;
    std::size_t retries = 0;
    std::size_t retried = 0;  // bytes that were read a second time
    bool holes = false;       // whether NUL bytes stand for what nobody knows
};

Result<List> parse(std::string_view text);
Result<List> parse(std::string_view text, Budget& budget);

// A text that was found in a line. Its spans begin at `offset`, or are all `fixed` when its bytes do not stand in the
// line as they are; such a text may hold unknown bytes. Places in errors are those of the line.
Result<List> parse(
    std::string_view text, Budget& budget, std::size_t offset, std::optional<Span> fixed, std::string_view line);

// "LINE:COLUMN" of a byte, both counted from 1.
std::string place_of(std::string_view text, std::size_t offset);

}  // namespace scc::shell
