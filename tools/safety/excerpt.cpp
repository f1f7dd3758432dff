#include "excerpt.hpp"

#include <algorithm>
#include <vector>

#include "base/text.hpp"

namespace scc::safety {
namespace {

constexpr std::size_t indentation = 4;
constexpr std::size_t tab_stop = 8;
constexpr std::size_t near = 1024;  // bytes of a line that are looked at on either side of the carets

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U; }

struct Character {
    char32_t code = 0;
    std::size_t bytes = 1;
};

// The character at the start of a text that is not empty; a byte that begins none is U+FFFD.
Character first_of(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text[0]);
    if (lead < 0x80) return {lead, 1};
    const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || text.size() < length) return {0xfffd, 1};
    char32_t code = lead & (0x7fU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if (!is_continuation(text[i])) return {0xfffd, 1};
        code = code << 6U | (static_cast<unsigned char>(text[i]) & 0x3fU);
    }
    return {code, length};
}

struct Range {
    char32_t first;
    char32_t last;
};

constexpr Range combining[] = {{0x0300, 0x036f},
                               {0x0483, 0x0489},
                               {0x0591, 0x05bd},
                               {0x064b, 0x065f},
                               {0x1ab0, 0x1aff},
                               {0x1dc0, 0x1dff},
                               {0x200b, 0x200f},
                               {0x202a, 0x202e},
                               {0x2060, 0x2069},
                               {0x20d0, 0x20ff},
                               {0xfe00, 0xfe0f},
                               {0xfe20, 0xfe2f}};
constexpr Range wide[] = {{0x1100, 0x115f},
                          {0x2e80, 0x303e},
                          {0x3041, 0xa4cf},
                          {0xa960, 0xa97f},
                          {0xac00, 0xd7a3},
                          {0xf900, 0xfaff},
                          {0xfe30, 0xfe6f},
                          {0xff00, 0xff60},
                          {0xffe0, 0xffe6},
                          {0x1f300, 0x1f64f},
                          {0x1f680, 0x1f6ff},
                          {0x1f900, 0x1f9ff},
                          {0x20000, 0x3fffd}};

template <std::size_t N>
bool is_among(const Range (&ranges)[N], char32_t code) {
    return std::ranges::any_of(ranges, [code](const Range& one) { return one.first <= code && code <= one.last; });
}

std::size_t width_of(char32_t code) { return is_among(combining, code) ? 0 : is_among(wide, code) ? 2 : 1; }

// What moves the cursor, turns the writing around or cannot be seen at all.
bool is_invisible(char32_t code) {
    return code < 0x20 || code == 0x7f || code == 0xfffd || (code >= 0x200b && code < 0x2070 && width_of(code) == 0);
}

// What a terminal shows for each character, and whether a caret belongs under it.
struct Cell {
    std::string shown;
    std::size_t width = 1;
    bool marked = false;
};

std::vector<Cell> cells_of(std::string_view line, std::size_t begin, std::size_t end) {
    std::vector<Cell> cells;
    std::size_t column = 0;
    for (std::size_t at = 0; at < line.size();) {
        const Character one = first_of(line.substr(at));
        Cell cell{std::string(line.substr(at, one.bytes)), width_of(one.code), at >= begin && at < end};
        if (one.code == '\t') {
            cell.width = tab_stop - column % tab_stop;
            cell.shown.assign(cell.width, ' ');
        } else if (is_invisible(one.code)) {
            cell = {"?", 1, cell.marked};
        }
        column += cell.width;
        at += one.bytes;
        cells.push_back(std::move(cell));
    }
    if (begin >= line.size()) cells.push_back({" ", 1, true});
    return cells;
}

std::size_t width_of(const std::vector<Cell>& cells, std::size_t from, std::size_t to) {
    std::size_t width = 0;
    for (std::size_t i = from; i < to; ++i) width += cells[i].width;
    return width;
}

// Leaves a stretch that fits, with the first caret in it; "…" stands for what is gone.
void cut(std::vector<Cell>& cells, std::size_t width) {
    if (width_of(cells, 0, cells.size()) <= width) return;
    const auto marked = std::ranges::find_if(cells, &Cell::marked);
    const auto caret = static_cast<std::size_t>(marked - cells.begin());
    const std::size_t lead = width / 4;
    std::size_t from = caret;
    std::size_t before = 0;
    while (from > 0 && before + cells[from - 1].width <= lead) before += cells[--from].width;
    std::size_t rest = width_of(cells, from, cells.size());
    while (from > 0 && rest + cells[from - 1].width + 1 <= width) rest += cells[--from].width;
    const bool starts = from == 0;
    std::size_t to = from;
    std::size_t taken = starts ? 0 : 1;
    while (to < cells.size() && taken + cells[to].width + 1 <= width) taken += cells[to++].width;
    std::vector<Cell> kept(cells.begin() + static_cast<std::ptrdiff_t>(from),
                           cells.begin() + static_cast<std::ptrdiff_t>(to));
    if (!starts) kept.insert(kept.begin(), {"…", 1, false});
    if (to < cells.size()) kept.push_back({"…", 1, false});
    cells = std::move(kept);
}

}  // namespace

Positions::Positions(std::string_view text) : text_(text), starts_{0} {
    for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
        starts_.push_back(at + 1);
    }
}

Position Positions::of(std::size_t offset) const {
    offset = std::min(offset, text_.size());
    const auto after = std::ranges::upper_bound(starts_, offset);
    const std::string_view before = text_.substr(*(after - 1), offset - *(after - 1));
    const auto characters = std::ranges::count_if(before, [](char c) { return !is_continuation(c); });
    return {static_cast<std::size_t>(after - starts_.begin()), 1 + static_cast<std::size_t>(characters)};
}

Position position_of(std::string_view text, std::size_t offset) { return Positions(text).of(offset); }

std::size_t offset_of(std::string_view text, std::string_view place) {
    const std::size_t colon = std::min(place.find(':'), place.size());
    const auto line = text::number(place.substr(0, colon));
    const auto column = text::number(place.substr(std::min(colon + 1, place.size())));
    if (!line || !column || *line == 0 || *column == 0) return 0;
    std::size_t start = 0;
    for (std::uint64_t at = 1; at < *line; ++at) {
        const std::size_t end = text.find('\n', start);
        if (end == std::string_view::npos) return text.size();
        start = end + 1;
    }
    return std::min(start + static_cast<std::size_t>(*column) - 1, text.size());
}

std::string excerpt(std::string_view text, shell::Span span, std::size_t width) {
    const std::size_t begin = std::min(span.begin, text.size());
    std::size_t first = begin == 0 ? 0 : text.rfind('\n', begin - 1) + 1;
    std::size_t last = std::min(text.find('\n', begin), text.size());
    if (begin - first > near) first = begin - near;
    while (first < begin && is_continuation(text[first])) ++first;
    last = std::min(last, begin + near);
    const std::size_t end = std::max(begin + 1, std::min(span.end, last));
    std::vector<Cell> cells = cells_of(text.substr(first, last - first), begin - first, end - first);
    cut(cells, width - indentation);
    std::string shown(indentation, ' ');
    std::string carets(indentation, ' ');
    for (const Cell& cell : cells) {
        shown += cell.shown;
        carets.append(cell.width, cell.marked ? '^' : ' ');
    }
    shown.resize(shown.find_last_not_of(' ') + 1);
    carets.resize(carets.find_last_not_of(' ') + 1);
    return shown + "\n" + carets + "\n";
}

std::size_t columns_of(std::string_view text) {
    std::size_t columns = 0;
    while (!text.empty()) {
        const Character one = first_of(text);
        columns += width_of(one.code);
        text.remove_prefix(one.bytes);
    }
    return columns;
}

std::string visible(std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string shown;
    while (!text.empty()) {
        const Character one = first_of(text);
        if (one.code == '\n') shown += "\\n";
        else if (one.code == '\t') shown += "\\t";
        else if (!is_invisible(one.code)) shown += text.substr(0, one.bytes);
        else {
            for (const char c : text.substr(0, one.bytes)) {
                const auto byte = static_cast<unsigned char>(c);
                shown += {'\\', 'x', digits[byte >> 4U], digits[byte & 0xfU]};
            }
        }
        text.remove_prefix(one.bytes);
    }
    return shown;
}

}  // namespace scc::safety
