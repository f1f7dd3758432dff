// A URL in the one spelling rules are matched against: scheme and host in lower case, IPv4 in dotted decimal whatever
// form it was written in, letters beyond ASCII as IDNA and percent-encoding write them, no user information, no default
// port, no trailing dot, "." and ".." resolved, no fragment.
// What cannot be brought into that form (another scheme, a host that is no host name) is no URL here, and a server
// behind it is refused.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace scc::config {

struct Url {
    std::string scheme;  // "http" or "https"
    std::string host;    // IPv6 in brackets
    std::int64_t port = 443;
    std::string path;  // with the query; starts with "/"

    std::string authority() const;  // host, and the port unless it is the scheme's own
    std::string text() const;
};

std::optional<Url> parse_url(std::string_view text);

// The host in canonical form; nothing when it is none.
std::optional<std::string> canonical_host(std::string_view host);

// A pattern over hosts in the spelling that canonical hosts have: letters beyond ASCII, and a host without stars whole.
// The brackets of an IPv6 address are no class.
std::string host_pattern(std::string_view pattern);

// Whether `pattern` admits the URL. A pattern with "://" is compared part by part, so that a star in its host cannot
// run on into the path of another host; any other is compared with the host, with and without port.
bool admits(std::string_view pattern, const Url& url);

}  // namespace scc::config
