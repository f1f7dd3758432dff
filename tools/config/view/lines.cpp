#include "lines.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace scc::config {
namespace {

constexpr std::size_t columns = 80;

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xc0U) == 0x80; }

std::size_t width_of(std::string_view word) {
    return word.size() - static_cast<std::size_t>(std::ranges::count_if(word, continues));
}

}  // namespace

std::string wrapped(std::string_view text, std::size_t first, std::size_t rest) {
    std::string lines(first, ' ');
    std::size_t column = first;
    bool begins = true;
    for (const std::string& word : text::words(text)) {
        const std::size_t width = width_of(word);
        if (!begins && column + 1 + width > columns) {
            lines += "\n" + std::string(rest, ' ');
            column = rest;
            begins = true;
        }
        lines += (begins ? "" : " ") + word;
        column += width + (begins ? 0 : 1);
        begins = false;
    }
    return lines + "\n";
}

}  // namespace scc::config
