#include "cli/table.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace scc::cli {
namespace {

std::string shown(const std::string& cell) {
    if (cell.empty()) return "-";
    const std::string quoted = text::quoted(cell);
    return quoted.substr(1, quoted.size() - 2);
}

// Characters, as far as a character is a code point and fills one column.
std::size_t width_of(const std::string& cell) {
    return static_cast<std::size_t>(
        std::ranges::count_if(cell, [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
}

}  // namespace

std::string table(const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(shown(row[i])));
    }
    std::string lines;
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string cell = shown(row[i]);
            lines += cell + (i + 1 < row.size() ? std::string(widths[i] - width_of(cell) + 2, ' ') : "\n");
        }
    }
    return lines;
}

}  // namespace scc::cli
