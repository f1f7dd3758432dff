#include "range.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <optional>

#include "base/text.hpp"

namespace scc::net {
namespace {

constexpr unsigned all_bits = 128;
constexpr unsigned mapped_bits = 96;
constexpr std::array<std::uint8_t, 12> mapped_prefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

constexpr const char* inner_texts[] = {
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.168.0.0/16",
    "198.18.0.0/15",
    "224.0.0.0/4",
    "240.0.0.0/4",
    "::/128",
    "::1/128",
    "64:ff9b::/96",
    "fc00::/7",
    "fe80::/10",
    "ff00::/8",
};

bool is_mapped(const Range& range) {
    return range.length >= mapped_bits && std::equal(mapped_prefix.begin(), mapped_prefix.end(), range.bytes.begin());
}

std::uint8_t mask(unsigned bit) { return static_cast<std::uint8_t>(0x80U >> (bit % 8)); }

bool bit_of(const Range& range, unsigned bit) { return (range.bytes[bit / 8] & mask(bit)) != 0; }

Range half_of(const Range& range, bool upper) {
    Range half = range;
    if (upper) half.bytes[range.length / 8] |= mask(range.length);
    ++half.length;
    return half;
}

bool has_bits_behind(const Range& range) {
    for (unsigned bit = range.length; bit < all_bits; ++bit) {
        if (bit_of(range, bit)) return true;
    }
    return false;
}

Range masked(Range range) {
    for (unsigned bit = range.length; bit < all_bits; ++bit) {
        range.bytes[bit / 8] &= static_cast<std::uint8_t>(~mask(bit));
    }
    return range;
}

// The address alone, and how many bits its family has.
std::optional<Range> address(const std::string& text, unsigned& family_bits) {
    Range range;
    range.length = all_bits;
    std::ranges::copy(mapped_prefix, range.bytes.begin());
    family_bits = all_bits - mapped_bits;
    if (::inet_pton(AF_INET, text.c_str(), &range.bytes[mapped_prefix.size()]) == 1) return range;
    family_bits = all_bits;
    if (::inet_pton(AF_INET6, text.c_str(), range.bytes.data()) == 1) return range;
    return std::nullopt;
}

void take_out(const Range& range, const Range& hole, std::vector<Range>& left) {
    if (contains(hole, range)) return;
    if (!contains(range, hole)) return left.push_back(range);
    take_out(half_of(range, false), hole, left);
    take_out(half_of(range, true), hole, left);
}

}  // namespace

Result<Range> range_named(std::string_view text) {
    const std::size_t slash = text.find('/');
    unsigned family_bits = 0;
    auto range = address(std::string(text.substr(0, slash)), family_bits);
    if (!range || text.find('\0') != std::string_view::npos) {
        return Error{Code::config, text::quoted(text) + " is not a range of addresses", "write it as 10.1.0.0/16"};
    }
    if (slash != std::string_view::npos) {
        const auto length = text::number(text.substr(slash + 1));
        if (!length || *length > family_bits) {
            return Error{Code::config,
                         text::quoted(text) + " is not a range of addresses",
                         "its prefix is a number from 0 to " + std::to_string(family_bits)};
        }
        range->length = static_cast<unsigned>(*length) + all_bits - family_bits;
    }
    if (has_bits_behind(*range)) {
        return Error{Code::config,
                     text::quoted(text) + " names an address inside a range",
                     "write " + text::quoted(text_of(masked(*range)))};
    }
    return *range;
}

std::string text_of(const Range& range) {
    std::array<char, INET6_ADDRSTRLEN> spelled = {};
    const bool v4 = is_mapped(range);
    ::inet_ntop(v4 ? AF_INET : AF_INET6, &range.bytes[v4 ? mapped_prefix.size() : 0], spelled.data(), spelled.size());
    return std::string(spelled.data()) + "/" + std::to_string(v4 ? range.length - mapped_bits : range.length);
}

bool contains(const Range& wide, const Range& narrow) {
    if (narrow.length < wide.length) return false;
    Range cut = narrow;
    cut.length = wide.length;
    return masked(cut) == wide;
}

std::vector<Range> without(const std::vector<Range>& ranges, const std::vector<Range>& holes) {
    std::vector<Range> left = ranges;
    for (const Range& hole : holes) {
        std::vector<Range> next;
        for (const Range& range : left) take_out(range, hole, next);
        left = std::move(next);
    }
    return left;
}

const std::vector<Range>& inner_ranges() {
    static const std::vector<Range> ranges = [] {
        std::vector<Range> made;
        for (const char* text : inner_texts) made.push_back(*range_named(text));
        return made;
    }();
    return ranges;
}

}  // namespace scc::net
