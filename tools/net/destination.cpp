#include "destination.hpp"

#include <arpa/inet.h>
#include <idn2.h>

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

#include "base/text.hpp"

namespace scc::net {
namespace {

constexpr std::size_t longest_name = 253;
constexpr std::size_t longest_label = 63;

Error refused(std::string_view text, std::string_view reason, std::string hint = "") {
    if (hint.empty()) hint = "write a host, *.host, host:port or an IP address";
    return {Code::config, text::quoted(text) + " is not a destination: " + std::string(reason), std::move(hint)};
}

bool is_blank_or_control(char byte) { return static_cast<unsigned char>(byte) <= ' ' || byte == 0x7f; }

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
}

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

bool is_label_byte(char byte) { return (byte >= 'a' && byte <= 'z') || is_digit(byte) || byte == '-' || byte == '_'; }

bool is_label(std::string_view label) {
    return !label.empty() && label.size() <= longest_label && std::ranges::all_of(label, is_label_byte) &&
           label.front() != '-' && label.back() != '-';
}

// What inet_aton would take for a part of an address: "7", "0x7f". Such a last label makes a name an address somewhere.
bool is_numeric(std::string_view label) {
    if (std::ranges::all_of(label, is_digit)) return true;
    return label.starts_with("0x") && label.find_first_not_of("0123456789abcdef", 2) == std::string_view::npos;
}

std::optional<std::string> address_v4(const std::string& text) {
    in_addr address = {};
    std::array<char, INET_ADDRSTRLEN> spelled = {};
    if (::inet_pton(AF_INET, text.c_str(), &address) != 1) return std::nullopt;
    return ::inet_ntop(AF_INET, &address, spelled.data(), spelled.size());
}

std::optional<std::string> address_v6(const std::string& text) {
    in6_addr address = {};
    std::array<char, INET6_ADDRSTRLEN> spelled = {};
    if (::inet_pton(AF_INET6, text.c_str(), &address) != 1) return std::nullopt;
    if (IN6_IS_ADDR_V4MAPPED(&address)) return ::inet_ntop(AF_INET, &address.s6_addr[12], spelled.data(), 16);
    return ::inet_ntop(AF_INET6, &address, spelled.data(), spelled.size());
}

Result<std::string> ascii_form(std::string_view whole, std::string_view name) {
    if (is_ascii(name)) return text::lower(name);
    char* found = nullptr;
    const std::string bytes(name);
    const int fault = ::idn2_to_ascii_8z(bytes.c_str(), &found, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
    const std::unique_ptr<char, void (*)(void*)> owned(found, ::idn2_free);
    if (fault != IDN2_OK) return refused(whole, std::string("as an international name, ") + ::idn2_strerror(fault));
    return text::lower(owned.get());
}

Result<std::string> name_of(std::string_view whole, std::string_view text) {
    SCC_TRY(std::string name, ascii_form(whole, text));
    if (name.ends_with('.')) name.pop_back();
    const std::vector<std::string> labels = text::split(name, '.');
    if (name.size() > longest_name || !std::ranges::all_of(labels, is_label)) {
        return refused(whole, "a host is made of letters, digits and '-', in parts of 1 to 63 with dots between");
    }
    if (is_numeric(labels.back())) return refused(whole, "it is a number, and no IP address in its usual spelling");
    return name;
}

std::optional<Error> obvious_fault(std::string_view text) {
    if (text.empty()) return Error{Code::config, "a destination must not be empty"};
    if (std::ranges::any_of(text, is_blank_or_control))
        return refused(text, "it contains a blank or control character");
    if (text.find("://") != std::string_view::npos) return refused(text, "it is a URL", "write its host alone");
    if (text.find('/') != std::string_view::npos) {
        return refused(text, "it has a '/'", "private address ranges are opened by network.private_cidrs");
    }
    return std::nullopt;
}

Result<Target> host_named(std::string_view whole, std::string_view host, std::optional<std::int64_t> port) {
    const std::string spelled(host);
    if (auto address = address_v4(spelled)) return Target{Target::Kind::address, *address, port};
    if (auto address = address_v6(spelled)) return Target{Target::Kind::address, *address, port};
    const bool below = host.starts_with("*.");
    const std::string_view rest = below ? host.substr(2) : host;
    if (rest.find('*') != std::string_view::npos) {
        return refused(whole, "a wildcard stands only at the start and for whole parts, as in *.example.com");
    }
    SCC_TRY(std::string name, name_of(whole, rest));
    return Target{below ? Target::Kind::below : Target::Kind::name, std::move(name), port};
}

Result<std::int64_t> port_named(std::string_view whole, std::string_view digits) {
    const auto port = text::number(digits);
    if (!port || *port == 0 || *port > 65535) return refused(whole, "a port is a number from 1 to 65535");
    return static_cast<std::int64_t>(*port);
}

struct Parts {
    std::string_view host;
    std::optional<std::string_view> port;
};

// "[v6]", "[v6]:port", a bare IPv6 address, "host", "host:port".
Parts parts_of(std::string_view text) {
    if (text.starts_with('[')) {
        const std::size_t close = text.find(']');
        if (close == std::string_view::npos) return {text, std::nullopt};
        const std::string_view behind = text.substr(close + 1);
        if (behind.empty()) return {text.substr(1, close - 1), std::nullopt};
        if (behind.front() == ':') return {text.substr(1, close - 1), behind.substr(1)};
        return {text, std::nullopt};
    }
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || text.find(':', colon + 1) != std::string_view::npos) {
        return {text, std::nullopt};
    }
    return {text.substr(0, colon), text.substr(colon + 1)};
}

bool is_below(std::string_view name, std::string_view parent) {
    return name.size() > parent.size() + 1 && name.ends_with(parent) && name[name.size() - parent.size() - 1] == '.';
}

}  // namespace

Result<Target> target_named(std::string_view text) {
    if (auto fault = obvious_fault(text)) return std::move(*fault);
    const Parts parts = parts_of(text);
    std::optional<std::int64_t> port;
    if (parts.port) {
        SCC_TRY(port, port_named(text, *parts.port));
    }
    return host_named(text, parts.host, port);
}

Result<Target> target_of(std::string_view host, std::optional<std::int64_t> port) {
    if (auto fault = obvious_fault(host)) return std::move(*fault);
    const bool bracketed = host.starts_with('[') && host.ends_with(']');
    return host_named(host, bracketed ? host.substr(1, host.size() - 2) : host, port);
}

Result<Target> target_of_url(std::string_view url) {
    const std::size_t colon = url.find("://");
    const std::string scheme = text::lower(url.substr(0, colon == std::string_view::npos ? 0 : colon));
    if (scheme != "http" && scheme != "https") {
        return Error{Code::config, text::quoted(url) + " is not an http or https URL"};
    }
    std::string_view authority = url.substr(colon + 3);
    authority = authority.substr(0, authority.find_first_of("/?#\\"));
    if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) authority.remove_prefix(at + 1);
    SCC_TRY(Target target, target_named(authority));
    if (target.kind == Target::Kind::below) return refused(authority, "a URL names one host");
    if (target.port == (scheme == "http" ? 80 : 443)) target.port.reset();
    return target;
}

std::string host_of(const Target& target) {
    if (target.kind == Target::Kind::below) return "*." + target.host;
    return target.host.find(':') == std::string::npos ? target.host : "[" + target.host + "]";
}

std::string text_of(const Target& target) {
    return host_of(target) + (target.port ? ":" + std::to_string(*target.port) : "");
}

bool covers_host(const Target& wide, const Target& narrow) {
    if (wide.kind == narrow.kind && wide.host == narrow.host) return true;
    return wide.kind == Target::Kind::below && narrow.kind != Target::Kind::address && is_below(narrow.host, wide.host);
}

}  // namespace scc::net
