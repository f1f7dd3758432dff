// One record of the log as one line of its segment.
//
// A record is a flat JSON object in canonical text: keys in order, no blanks; values are strings, numbers, true, false,
// null and lists of those. Three members are the chain's: `seq`, its number in the log counted from 1; `prev`, the
// `hash` of the record before it; `hash`, the sha-256 of its own line without the `hash` member. Keys are of
// [A-Za-z0-9_.-] only, so that the members of a line are found without parsing its values, and the text `"hash":"`
// stands in a line exactly once.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace scc::audit {

using json = nlohmann::json;

// The end of a chain: the number and the hash of its last record.
struct Link {
    std::uint64_t seq = 0;
    std::string hash = std::string(64, '0');
    bool operator==(const Link&) const = default;
};

// The line of `event` as the record behind `last`, without its newline; `last` becomes that record.
std::string sealed(json event, Link& last);

// What the chain needs to know of a line.
struct Line {
    std::uint64_t seq = 0;
    std::string_view prev;
    std::string_view hash;  // as the line says
    std::string digest;     // as it is
    std::string_view type;  // as it is written, without the quotes
    bool is_whole() const { return digest == hash; }
};

// Nothing when the line is no record in canonical form.
std::optional<Line> read_line(std::string_view line);

// Whether `key` can be the key of a record's member.
bool is_key(std::string_view key);

}  // namespace scc::audit
