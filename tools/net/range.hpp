// Ranges of IP addresses, "10.0.0.0/8", and what is left of them when parts are taken out.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace scc::net {

struct Range {
    std::array<std::uint8_t, 16> bytes = {};  // IPv4 addresses as ::ffff:a.b.c.d
    unsigned length = 0;                      // of the prefix, counted in 128 bits
    bool operator==(const Range&) const = default;
};

// "10.0.0.0/8", "fc00::/7" or one address; Code::config otherwise, also when bits behind the prefix are set. A range
// of IPv4 addresses mapped into IPv6 is the range of IPv4 addresses.
Result<Range> range_named(std::string_view text);

std::string text_of(const Range& range);

bool contains(const Range& wide, const Range& narrow);

// The addresses of `ranges` that are in none of `holes`, as the fewest ranges in the order they came.
std::vector<Range> without(const std::vector<Range>& ranges, const std::vector<Range>& holes);

// What no name may lead to: this network, private, shared, loopback, link-local, benchmarking, multicast and reserved
// addresses of both families. The documentation ranges are not among them.
const std::vector<Range>& inner_ranges();

}  // namespace scc::net
