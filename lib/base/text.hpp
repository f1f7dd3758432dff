// Small questions about strings. Bytes, not characters; ASCII case rules.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scc::text {

// The pieces between separators; "a::b" split at ':' is {"a", "", "b"}; an empty text has one empty piece.
std::vector<std::string> split(std::string_view text, char separator);

// The pieces that are not empty.
std::vector<std::string> words(std::string_view text, char separator = ' ');

std::string join(const std::vector<std::string>& pieces, std::string_view separator);

// Without blanks, tabs and line ends at either side.
std::string_view trim(std::string_view text);

// In ASCII; other bytes stay.
std::string lower(std::string_view text);
std::string upper(std::string_view text);

// Appends the UTF-8 bytes of a code point.
void append_utf8(std::string& into, unsigned code);

std::string replace_all(std::string text, std::string_view from, std::string_view to);

// The whole text as a decimal number without sign; nothing when it is not one or does not fit.
std::optional<std::uint64_t> number(std::string_view text);

// 'text', for messages; control bytes are shown as \xNN so that a message stays one line, and what is very long is cut.
std::string quoted(std::string_view text);

// The first bytes of `text`, at most `limit`, ending between two characters, and "…" where something is left out.
std::string cut(std::string_view text, std::size_t limit);

// The same for each word, and "…" as the last one where there are more than `most` of them.
std::vector<std::string> cut(const std::vector<std::string>& words, std::size_t limit, std::size_t most);

// "a, b or c", for messages.
std::string alternatives(const std::vector<std::string>& names);

// The name most like `wrong` when it is close enough to have been meant, else empty.
std::string nearest(std::string_view wrong, const std::vector<std::string>& names);

// "8 MiB" for whole mebibytes, else "1000 bytes".
std::string size_of(std::size_t bytes);

// "1 file", "3 files"; the plural is formed with s.
std::string count_of(std::size_t count, std::string_view noun);

}  // namespace scc::text
