// Points in time as text: RFC 3339 in UTC with whole seconds, "2026-02-03T04:05:06Z".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace scc::time {

// Seconds since 1970-01-01T00:00:00Z.
using Seconds = std::int64_t;

// The system clock.
Seconds now();

std::string text_of(Seconds when);

// Accepts an offset ("+02:00") and fractions, which are cut off; nothing for anything else or a date that is none.
std::optional<Seconds> parse(std::string_view text);

// "90m", "8h", "2d" or plain seconds ("30s") as seconds; nothing when it is not of that form or zero.
std::optional<Seconds> duration(std::string_view text);

// "3 minutes ago", for people.
std::string ago(Seconds when, Seconds now);

}  // namespace scc::time
