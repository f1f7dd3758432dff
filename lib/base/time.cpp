#include "base/time.hpp"

#include <array>
#include <ctime>

#include "base/text.hpp"

namespace scc::time {
namespace {

// The number in the `count` digits at `at`; nothing when one of them is no digit.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
    if (at + count > text.size()) return std::nullopt;
    const auto value = text::number(text.substr(at, count));
    return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
}

// The offset from UTC in seconds that ends the text: "Z", "+02:00", "-0530" is refused.
std::optional<Seconds> offset(std::string_view zone) {
    if (zone == "Z" || zone == "z") return 0;
    if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':') return std::nullopt;
    const auto hours = digits(zone, 1, 2);
    const auto minutes = digits(zone, 4, 2);
    if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
    const Seconds seconds = *hours * 3600 + *minutes * 60;
    return zone[0] == '-' ? -seconds : seconds;
}

struct Unit {
    Seconds seconds;
    const char* name;
};

constexpr Unit units[] = {{86400, "day"}, {3600, "hour"}, {60, "minute"}, {1, "second"}};

}  // namespace

Seconds now() { return static_cast<Seconds>(std::time(nullptr)); }

std::string text_of(Seconds when) {
    const std::time_t seconds = when;
    std::tm fields = {};
    ::gmtime_r(&seconds, &fields);
    std::array<char, 32> buffer = {};
    const std::size_t length = std::strftime(buffer.data(), buffer.size(), "%Y-%m-%dT%H:%M:%SZ", &fields);
    return {buffer.data(), length};
}

std::optional<Seconds> parse(std::string_view text) {
    const auto year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
    const auto hour = digits(text, 11, 2), minute = digits(text, 14, 2), second = digits(text, 17, 2);
    if (!year || !month || !day || !hour || !minute || !second) return std::nullopt;
    if (text[4] != '-' || text[7] != '-' || (text[10] != 'T' && text[10] != 't') || text[13] != ':' ||
        text[16] != ':') {
        return std::nullopt;
    }
    std::size_t zone = 19;
    if (zone < text.size() && text[zone] == '.') {
        zone = text.find_first_not_of("0123456789", zone + 1);
        if (zone == 20 || zone == std::string_view::npos) return std::nullopt;
    }
    const auto shift = offset(text.substr(zone));
    if (!shift || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;

    std::tm fields = {};
    fields.tm_year = *year - 1900;
    fields.tm_mon = *month - 1;
    fields.tm_mday = *day;
    fields.tm_hour = *hour;
    fields.tm_min = *minute;
    fields.tm_sec = *second;
    const std::time_t when = ::timegm(&fields);
    if (fields.tm_mon != *month - 1 || fields.tm_mday != *day) return std::nullopt;
    return static_cast<Seconds>(when) - *shift;
}

std::optional<Seconds> duration(std::string_view text) {
    if (text.empty()) return std::nullopt;
    const auto value = text::number(text.substr(0, text.size() - 1));
    const std::string unit = text::lower(text.substr(text.size() - 1));
    if (!value || *value == 0 || *value > 1'000'000'000) return std::nullopt;
    const Seconds factor = unit == "d" ? 86400 : unit == "h" ? 3600 : unit == "m" ? 60 : unit == "s" ? 1 : 0;
    if (factor == 0) return std::nullopt;
    return static_cast<Seconds>(*value) * factor;
}

std::string ago(Seconds when, Seconds now) {
    const Seconds passed = now - when;
    for (const Unit& unit : units) {
        if (passed >= unit.seconds)
            return text::count_of(static_cast<std::size_t>(passed / unit.seconds), unit.name) + " ago";
    }
    return "just now";
}

}  // namespace scc::time
