// An index of a table by the names in its rows, made when the program is compiled.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

namespace scc::shell {

// How many names, separated by "|", the rows of a table have together.
template <class Table>
constexpr std::size_t count_names(const Table& table) {
    std::size_t count = 0;
    for (const auto& row : table) {
        count += 1 + static_cast<std::size_t>(std::count(row.program.begin(), row.program.end(), '|'));
    }
    return count;
}

// (name, row) in the order of names.
template <std::size_t Count, class Table>
constexpr auto index_names(const Table& table) {
    std::array<std::pair<std::string_view, std::size_t>, Count> index{};
    std::size_t filled = 0;
    std::size_t number = 0;
    for (const auto& row : table) {
        for (std::string_view rest = row.program; !rest.empty();) {
            const std::size_t bar = std::min(rest.find('|'), rest.size());
            index[filled++] = {rest.substr(0, bar), number};
            rest.remove_prefix(std::min(bar + 1, rest.size()));
        }
        ++number;
    }
    std::sort(index.begin(), index.end());
    return index;
}

// The row with that name; nullptr when there is none.
template <class Table, class Index>
constexpr auto row_named(const Table& table, const Index& index, std::string_view name) {
    const auto found = std::lower_bound(
        index.begin(), index.end(), name, [](const auto& row, std::string_view wanted) { return row.first < wanted; });
    return found == index.end() || found->first != name ? nullptr : &table[found->second];
}

}  // namespace scc::shell
