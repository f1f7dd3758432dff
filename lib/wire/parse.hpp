// The one door for JSON and TOML from outside.
//
// nlohmann/json alone accepts duplicate keys (the last one wins, so "locked" can be overruled further down) and its
// recursion can be overflowed by a deep document. Whatever comes from a file, a pipe or the network therefore enters
// here: at most `max_bytes` bytes, `max_depth` levels, no key twice, valid UTF-8, nothing after the document.
// TOML is turned into the same values, so that one strict reader (wire/reader.hpp) serves both.
#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace scc::wire {

using json = nlohmann::json;

inline constexpr std::size_t max_bytes = 8U << 20U;
inline constexpr std::size_t max_depth = 64;

// Parses one JSON document. `name` is the file or stream it came from and stands at the head of every Error::where:
// "NAME:LINE:COLUMN" for syntax, "NAME:/json/pointer" for a duplicate key. Faults are Code::config.
Result<json> parse(std::string_view bytes, std::string_view name);

// The same for TOML 1.0; dates and times become strings.
Result<json> parse_toml(std::string_view bytes, std::string_view name);

// Reads and parses a file, as TOML when its name ends in .toml. Code::not_found when there is none.
Result<json> parse_file(const std::string& path);

// Canonical text: sorted keys, two spaces, one newline at the end. Bytes that are no UTF-8 become U+FFFD.
std::string text_of(const json& value);

// Canonical text on one line, without the newline: what digests are made of.
std::string compact(const json& value);

}  // namespace scc::wire
