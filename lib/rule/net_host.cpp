#include <algorithm>

#include "base/text.hpp"
#include "rule/net.hpp"

namespace scc::rule {
namespace {

constexpr std::string_view name_bytes = "abcdefghijklmnopqrstuvwxyz0123456789-._:%";

// The port a scheme means; the web's are left out, since destinations without a port mean them.
std::optional<std::string> port_of(std::string_view scheme, std::string_view fallback) {
    if (scheme == "ftp") return "21";
    if (scheme == "ssh" || scheme == "sftp" || scheme == "scp") return "22";
    if (scheme == "rsync") return "873";
    if (scheme == "http" || scheme == "https" || fallback.empty()) return std::nullopt;
    return std::string(fallback);
}

bool is_loopback(std::string_view name) {
    return name == "localhost" || name.ends_with(".localhost") || name == "::1" || name == "0.0.0.0" || name == "0" ||
           (name.starts_with("127.") && name.find_first_not_of("0123456789.") == std::string_view::npos);
}

bool serves(const Host& host, std::string_view destination) {
    const std::size_t colon = destination.rfind(':');
    std::optional<std::string> port;
    if (colon != std::string_view::npos && destination.find(':') == colon) {
        port = std::string(destination.substr(colon + 1));
        destination = destination.substr(0, colon);
    }
    const bool web = !host.port || host.port == "80" || host.port == "443";
    if (port ? host.port != port && !(!host.port && (port == "80" || port == "443")) : !web) return false;
    if (destination.starts_with("*.")) return host.name.ends_with(destination.substr(1));
    return host.name == destination;
}

}  // namespace

std::optional<Host> host_in(std::string_view url, std::string_view port) {
    std::string scheme;
    if (const std::size_t mark = url.find("://"); mark != std::string_view::npos) {
        scheme = text::lower(url.substr(0, mark));
        url.remove_prefix(mark + 3);
    }
    url = url.substr(0, url.find_first_of("/?#"));
    if (const std::size_t at = url.rfind('@'); at != std::string_view::npos) url.remove_prefix(at + 1);
    Host host{text::lower(url), port_of(scheme, port)};
    std::size_t colon = host.name.rfind(':');
    if (host.name.starts_with('[')) {
        const std::size_t close = host.name.find(']');
        if (close == std::string::npos) return std::nullopt;
        colon = close + 1 < host.name.size() ? close + 1 : std::string::npos;
    }
    if (colon != std::string::npos) {
        host.port = host.name.substr(colon + 1);
        host.name.resize(colon);
    }
    if (host.name.starts_with('[')) host.name = host.name.substr(1, host.name.size() - 2);
    if (host.name.ends_with('.')) host.name.pop_back();
    if (host.name.empty() || host.name.find_first_not_of(name_bytes) != std::string::npos) return std::nullopt;
    return host;
}

bool is_destination(const Host& host, const std::vector<std::string>& destinations) {
    if (is_loopback(host.name)) return true;
    return std::ranges::any_of(destinations, [&](const std::string& one) { return serves(host, text::lower(one)); });
}

}  // namespace scc::rule
