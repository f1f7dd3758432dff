#include "url.hpp"

#include <arpa/inet.h>
#include <idn2.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <vector>

#include "base/text.hpp"
#include "pattern.hpp"

namespace scc::config {
namespace {

constexpr std::size_t none = std::string_view::npos;

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }
bool is_plain(char c) { return !is_ascii(c) || (c > 0x20 && c < 0x7f && c != '\\'); }

bool is_host_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

std::optional<unsigned> hex_digit(char c) {
    constexpr std::string_view digits = "0123456789abcdef";
    const std::size_t value = digits.find(c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c);
    if (value == none) return std::nullopt;
    return static_cast<unsigned>(value);
}

// Percent signs that hide unreserved characters are taken away: "%2e%2e" is "..".
std::string decoded(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto high = i + 2 < text.size() && text[i] == '%' ? hex_digit(text[i + 1]) : std::nullopt;
        const auto low = high ? hex_digit(text[i + 2]) : std::nullopt;
        const char c = high && low ? static_cast<char>(*high * 16 + *low) : '%';
        const bool unreserved = low && (is_host_char(text::lower({&c, 1})[0]) || c == '~');
        plain += unreserved ? c : text[i];
        if (unreserved) i += 2;
    }
    return plain;
}

// What a path cannot hold as it is, percent-encoded, and the digits of what is encoded already in upper case.
std::string encoded(std::string_view path) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string plain;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const auto byte = static_cast<unsigned char>(path[i]);
        const bool escape = path[i] == '%' && i + 2 < path.size() && hex_digit(path[i + 1]) && hex_digit(path[i + 2]);
        if (escape) {
            plain += {'%', digits[*hex_digit(path[i + 1])], digits[*hex_digit(path[i + 2])]};
            i += 2;
        } else if (!is_ascii(path[i])) {
            plain += {'%', digits[byte >> 4U], digits[byte & 15U]};
        } else {
            plain += path[i];
        }
    }
    return plain;
}

// A host name as it is asked for: letters beyond ASCII as IDNA writes them.
std::optional<std::string> ascii_name(std::string_view name) {
    if (std::ranges::all_of(name, is_ascii)) return std::string(name);
    char* found = nullptr;
    const int fault = ::idn2_to_ascii_8z(std::string(name).c_str(), &found, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
    const std::unique_ptr<char, void (*)(void*)> owned(found, ::idn2_free);
    if (fault != IDN2_OK) return std::nullopt;
    return std::string(found);
}

std::string resolved(std::string_view path) {
    std::vector<std::string> kept;
    const std::vector<std::string> steps = text::split(path, '/');
    for (std::size_t i = 1; i < steps.size(); ++i) {
        const bool last = i + 1 == steps.size();
        if (steps[i] == "..") {
            if (!kept.empty()) kept.pop_back();
            if (last) kept.emplace_back();
        } else if (steps[i] == ".") {
            if (last) kept.emplace_back();
        } else {
            kept.push_back(steps[i]);
        }
    }
    return "/" + text::join(kept, "/");
}

// One number of an IPv4 address as inet_aton reads it: decimal, 0x… or 0….
std::optional<std::uint64_t> address_part(std::string_view part) {
    int base = 10;
    if (part.starts_with("0x")) {
        base = 16;
        part.remove_prefix(2);
        if (part.empty()) return 0;
    } else if (part.size() > 1 && part.starts_with('0')) {
        base = 8;
        part.remove_prefix(1);
    }
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value, base);
    if (part.empty() || error != std::errc() || end != part.data() + part.size()) return std::nullopt;
    return value;
}

// Whether the host's last label is a number, which makes it an IPv4 address or nothing at all.
bool ends_in_number(std::string_view host) {
    const std::string_view last = host.substr(host.rfind('.') + 1);
    const bool digits = !last.empty() && last.find_first_not_of("0123456789") == none;
    return digits || (last.starts_with("0x") && last.find_first_not_of("0123456789abcdef", 2) == none);
}

std::optional<std::string> ipv4(std::string_view host) {
    const std::vector<std::string> parts = text::split(host, '.');
    if (parts.size() > 4) return std::nullopt;
    std::uint64_t address = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto value = address_part(parts[i]);
        const bool last = i + 1 == parts.size();
        const std::uint64_t room = last ? std::uint64_t{1} << (8 * (5 - parts.size())) : 256;
        if (!value || *value >= room) return std::nullopt;
        address += last ? *value : *value << (8 * (3 - i));
    }
    std::string dotted;
    for (const unsigned shift : {24U, 16U, 8U, 0U}) {
        dotted += (shift == 24 ? "" : ".") + std::to_string((address >> shift) & 255U);
    }
    return dotted;
}

// IPv6 in its shortest form; an IPv4 address inside it as that address.
std::optional<std::string> ipv6(std::string_view text) {
    in6_addr address{};
    if (::inet_pton(AF_INET6, std::string(text).c_str(), &address) != 1) return std::nullopt;
    std::array<char, INET6_ADDRSTRLEN> shown{};
    if (IN6_IS_ADDR_V4MAPPED(&address)) {
        ::inet_ntop(AF_INET, &address.s6_addr[12], shown.data(), shown.size());
        return std::string(shown.data());
    }
    ::inet_ntop(AF_INET6, &address, shown.data(), shown.size());
    return "[" + std::string(shown.data()) + "]";
}

std::int64_t own_port(std::string_view scheme) { return scheme == "http" ? 80 : 443; }

std::optional<std::int64_t> port_of(std::string_view text, std::string_view scheme) {
    if (text.empty()) return own_port(scheme);
    const auto port = text::number(text);
    if (!port || *port == 0 || *port > 65535) return std::nullopt;
    return static_cast<std::int64_t>(*port);
}

}  // namespace

std::string Url::authority() const { return port == own_port(scheme) ? host : host + ":" + std::to_string(port); }
std::string Url::text() const { return scheme + "://" + authority() + path; }

std::optional<std::string> canonical_host(std::string_view host) {
    if (host.starts_with('[') && host.ends_with(']')) return ipv6(host.substr(1, host.size() - 2));
    const auto name = ascii_name(decoded(host));
    if (!name) return std::nullopt;
    std::string plain = text::lower(*name);
    if (plain.ends_with('.')) plain.pop_back();
    const bool labelled = !plain.empty() && !plain.starts_with('.') && plain.find("..") == none && plain.size() < 254;
    if (!labelled || !std::ranges::all_of(plain, is_host_char)) return std::nullopt;
    return ends_in_number(plain) ? ipv4(plain) : plain;
}

std::optional<Url> parse_url(std::string_view text) {
    text = text::trim(text);
    const std::size_t colon = text.find("://");
    if (colon == none || !std::ranges::all_of(text, is_plain)) return std::nullopt;
    Url url{.scheme = text::lower(text.substr(0, colon))};
    if (url.scheme != "http" && url.scheme != "https") return std::nullopt;
    std::string_view rest = text.substr(colon + 3);
    rest = rest.substr(0, rest.find('#'));
    const std::size_t end = std::min(rest.find_first_of("/?"), rest.size());
    std::string_view authority = rest.substr(0, end);
    if (const std::size_t at = authority.rfind('@'); at != none) authority.remove_prefix(at + 1);
    const std::size_t bracket = authority.rfind(']');
    const std::size_t mark = authority.find(':', bracket == none ? 0 : bracket);
    const auto host = canonical_host(authority.substr(0, mark));
    const auto port = port_of(mark == none ? "" : authority.substr(mark + 1), url.scheme);
    if (!host || !port) return std::nullopt;
    url.host = *host;
    url.port = *port;
    const std::string_view target = rest.substr(end);
    const std::size_t query = std::min(target.find('?'), target.size());
    url.path = resolved(encoded(decoded(target.substr(0, query)))) + encoded(target.substr(query));
    return url;
}

std::string host_pattern(std::string_view pattern) {
    const std::size_t bracket = pattern.starts_with('[') ? pattern.find(']') : none;
    const std::size_t end = std::min(pattern.find(':', bracket == none ? 0 : bracket), pattern.size());
    const bool plain = bracket != none || pattern.find_first_of("*?[") == none;
    if (const auto host = plain ? canonical_host(pattern.substr(0, end)) : std::nullopt) {
        const std::string rest(pattern.substr(end));
        return host->starts_with('[') ? "[[]" + host->substr(1) + rest : *host + rest;
    }
    if (std::ranges::all_of(pattern, is_ascii)) return std::string(pattern);
    std::vector<std::string> labels = text::split(pattern, '.');
    for (std::string& label : labels) label = ascii_name(label).value_or(label);
    return text::join(labels, ".");
}

bool admits(std::string_view pattern, const Url& url) {
    pattern = text::trim(pattern);
    const std::size_t colon = pattern.find("://");
    const std::string with_port = url.host + ":" + std::to_string(url.port);
    if (colon == none) {
        const std::string host = host_pattern(pattern);
        return matches(host, url.host) || matches(host, with_port);
    }
    const std::string_view rest = pattern.substr(colon + 3);
    const std::size_t slash = rest.find('/');
    const std::string host = host_pattern(rest.substr(0, slash));
    const std::string_view any_path = host.ends_with('*') ? "*" : "/";
    const std::string_view path = slash == none ? any_path : rest.substr(slash);
    return matches(pattern.substr(0, colon), url.scheme) &&
           (matches(host, url.authority()) || matches(host, with_port)) && matches(path, url.path);
}

}  // namespace scc::config
