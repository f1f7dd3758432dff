// Destinations: the hosts a sandbox may reach, as people write them and as the proxy compares them.
//
// A target is canonical: lower case, no trailing dot, international names in their ASCII form (IDNA 2008), addresses in
// the one spelling inet_ntop gives them and an IPv4 address mapped into IPv6 as the IPv4 address it is. Whatever is no
// such thing is refused here, so that no byte of a destination can end up as a word of its own in squid.conf.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace scc::net {

struct Target {
    enum class Kind {
        name,
        below,    // every name below `host`, and not `host` itself
        address,  // IPv4 or IPv6
    };
    Kind kind = Kind::name;
    std::string host;                  // without the "*." of `below`, without brackets
    std::optional<std::int64_t> port;  // nothing: the usual ones, 80 and 443
    bool operator==(const Target&) const = default;
};

// "host", "*.host", an address, each with ":port" if wanted; an IPv6 address with a port stands in brackets.
// Code::config otherwise.
Result<Target> target_named(std::string_view text);

// The same with the port apart.
Result<Target> target_of(std::string_view host, std::optional<std::int64_t> port);

// The target of an http or https URL. Its port is nothing where it is the usual one of its scheme.
Result<Target> target_of_url(std::string_view url);

// "*.host" for `below`, an IPv6 address in brackets; as model::Allowed and model::Destination spell it.
std::string host_of(const Target& target);

// host_of with the port.
std::string text_of(const Target& target);

// Whether every host of `narrow` is one of `wide`, whatever the ports.
bool covers_host(const Target& wide, const Target& narrow);

}  // namespace scc::net
