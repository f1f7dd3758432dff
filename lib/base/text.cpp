#include "base/text.hpp"

#include <algorithm>
#include <charconv>

namespace scc::text {
namespace {

constexpr std::string_view blanks = " \t\r\n";
constexpr std::size_t longest_quoted = 1000;
constexpr std::string_view cut_mark = "…";

char lower_of(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Levenshtein distance, one row at a time.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
        }
    }
    return row[b.size()];
}

}  // namespace

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> pieces;
    for (;;) {
        const std::size_t end = text.find(separator);
        pieces.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) return pieces;
        text.remove_prefix(end + 1);
    }
}

std::vector<std::string> words(std::string_view text, char separator) {
    std::vector<std::string> pieces = split(text, separator);
    std::erase(pieces, "");
    return pieces;
}

std::string join(const std::vector<std::string>& pieces, std::string_view separator) {
    std::string joined;
    for (const std::string& piece : pieces) {
        if (&piece != &pieces.front()) joined += separator;
        joined += piece;
    }
    return joined;
}

std::string_view trim(std::string_view text) {
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string lower(std::string_view text) {
    std::string lowered(text);
    std::ranges::transform(lowered, lowered.begin(), lower_of);
    return lowered;
}

std::string upper(std::string_view text) {
    std::string raised(text);
    for (char& c : raised) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return raised;
}

void append_utf8(std::string& into, unsigned code) {
    const auto put = [&](unsigned byte) { into += static_cast<char>(byte); };
    if (code < 0x80) return put(code);
    if (code < 0x800) {
        put(0xc0U | (code >> 6U));
    } else if (code < 0x10000) {
        put(0xe0U | (code >> 12U));
        put(0x80U | ((code >> 6U) & 0x3fU));
    } else {
        put(0xf0U | ((code >> 18U) & 0x7U));
        put(0x80U | ((code >> 12U) & 0x3fU));
        put(0x80U | ((code >> 6U) & 0x3fU));
    }
    put(0x80U | (code & 0x3fU));
}

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
    return text;
}

std::string cut(std::string_view text, std::size_t limit) {
    if (text.size() <= limit) return std::string(text);
    std::size_t end = limit;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return std::string(text.substr(0, end)).append(cut_mark);
}

std::vector<std::string> cut(const std::vector<std::string>& words, std::size_t limit, std::size_t most) {
    std::vector<std::string> kept;
    for (const std::string& word : words) {
        const bool last = kept.size() + 1 == most && words.size() > most;
        kept.push_back(last ? std::string(cut_mark) : cut(word, limit));
        if (last) break;
    }
    return kept;
}

std::optional<std::uint64_t> number(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::string quoted(std::string_view text) {
    constexpr std::string_view hex = "0123456789abcdef";
    std::string shown = "'";
    for (const char c : text.substr(0, longest_quoted)) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte != 0x7f) {
            shown += c;
        } else {
            shown += {'\\', 'x', hex[byte >> 4U], hex[byte & 0xfU]};
        }
    }
    return shown + (text.size() > longest_quoted ? "...'" : "'");
}

std::string alternatives(const std::vector<std::string>& names) {
    std::string listed;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) listed += i + 1 == names.size() ? " or " : ", ";
        listed += names[i];
    }
    return listed;
}

std::string nearest(std::string_view wrong, const std::vector<std::string>& names) {
    std::string best;
    std::size_t least = wrong.size() / 3 + 2;
    for (const std::string& name : names) {
        if (const std::size_t d = distance(lower(wrong), lower(name)); d < least) {
            least = d;
            best = name;
        }
    }
    return best;
}

std::string size_of(std::size_t bytes) {
    constexpr std::size_t mebi = 1U << 20U;
    return bytes % mebi == 0 ? std::to_string(bytes / mebi) + " MiB" : count_of(bytes, "byte");
}

std::string count_of(std::size_t count, std::string_view noun) {
    return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

}  // namespace scc::text
