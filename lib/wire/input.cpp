#include "wire/input.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "base/text.hpp"
#include "wire/parse.hpp"

namespace scc::wire {
namespace {

// One form of a UTF-8 sequence (RFC 3629): its first byte, what its second may be, and its length.
struct Form {
    unsigned char first_least, first_most;
    unsigned char second_least, second_most;
    std::size_t length;
};

constexpr Form forms[] = {
    {0xc2, 0xdf, 0x80, 0xbf, 2},
    {0xe0, 0xe0, 0xa0, 0xbf, 3},
    {0xe1, 0xec, 0x80, 0xbf, 3},
    {0xed, 0xed, 0x80, 0x9f, 3},
    {0xee, 0xef, 0x80, 0xbf, 3},
    {0xf0, 0xf0, 0x90, 0xbf, 4},
    {0xf1, 0xf3, 0x80, 0xbf, 4},
    {0xf4, 0xf4, 0x80, 0x8f, 4},
};

unsigned char byte_at(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }

bool is_within(unsigned char byte, unsigned char least, unsigned char most) { return least <= byte && byte <= most; }

// The length of the sequence at `at`, whose first byte is no ASCII; 0 when it is none.
std::size_t sequence_at(std::string_view bytes, std::size_t at) {
    for (const Form& form : forms) {
        if (!is_within(byte_at(bytes, at), form.first_least, form.first_most)) continue;
        if (bytes.size() - at < form.length) return 0;
        bool good = is_within(byte_at(bytes, at + 1), form.second_least, form.second_most);
        for (std::size_t i = 2; i < form.length; ++i) good = good && is_within(byte_at(bytes, at + i), 0x80, 0xbf);
        return good ? form.length : 0;
    }
    return 0;
}

bool is_ascii(const char* eight) {
    std::uint64_t word = 0;
    std::memcpy(&word, eight, sizeof word);
    return (word & 0x8080808080808080U) == 0;
}

// Where the text stops being UTF-8; its size when it never does.
std::size_t end_of_utf8(std::string_view bytes) {
    std::size_t at = 0;
    while (at < bytes.size()) {
        if (bytes.size() - at >= 8 && is_ascii(bytes.data() + at)) {
            at += 8;
        } else if (byte_at(bytes, at) < 0x80) {
            ++at;
        } else if (const std::size_t length = sequence_at(bytes, at); length > 0) {
            at += length;
        } else {
            break;
        }
    }
    return at;
}

}  // namespace

Result<Done> check_input(std::string_view bytes, std::string_view name) {
    if (bytes.size() > max_bytes) {
        return Error{Code::config,
                     "this is longer than " + text::size_of(max_bytes),
                     "no document of scc is that long; is it the right one?",
                     std::string(name)};
    }
    if (const std::size_t at = bytes.find('\0'); at != std::string_view::npos) {
        return Error{Code::config,
                     "a NUL byte stands here, and a document is text",
                     "save it as UTF-8; UTF-16 has such bytes, and so have binary files",
                     place_in(bytes, at, name)};
    }
    if (const std::size_t at = end_of_utf8(bytes); at < bytes.size()) {
        return Error{Code::config, "the bytes here are no UTF-8", "save it as UTF-8", place_in(bytes, at, name)};
    }
    return Done{};
}

std::string place_in(std::string_view bytes, std::size_t offset, std::string_view name) {
    const std::string_view before = bytes.substr(0, std::min(offset, bytes.size()));
    const auto line = 1 + std::ranges::count(before, '\n');
    const std::size_t column = before.size() - (before.rfind('\n') + 1) + 1;
    return std::string(name) + ":" + std::to_string(line) + ":" + std::to_string(column);
}

std::string pointer_step(std::string_view key) {
    return text::replace_all(text::replace_all(std::string(key), "~", "~0"), "/", "~1");
}

}  // namespace scc::wire
