#include "gateway.hpp"

#include "base/text.hpp"
#include "rendering.hpp"

namespace scc::provider {
namespace {

struct Scheme {
    std::string_view start;
    std::uint64_t port;
};

constexpr Scheme schemes[] = {{"https://", 443}, {"http://", 80}};

// "host", "host:port" or "[address]:port", taken apart; an empty host when it is none of these.
model::ProviderHost host_in(std::string_view authority, std::uint64_t usual_port) {
    const bool bracketed = authority.starts_with('[');
    const std::size_t end = bracketed ? authority.find(']') : authority.find(':');
    model::ProviderHost host{.host = text::lower(authority.substr(bracketed ? 1 : 0, end - (bracketed ? 1 : 0))),
                             .port = {},
                             .because = "gateway"};
    if (end == std::string_view::npos) return bracketed ? model::ProviderHost{} : host;
    const std::string_view rest = authority.substr(end + (bracketed ? 1 : 0));
    if (rest.empty()) return host;
    const auto port = text::number(rest.substr(1));
    if (rest.front() != ':' || !port || *port < 1 || *port > 65535) return {};
    if (*port != usual_port) host.port = static_cast<std::int64_t>(*port);
    return host;
}

}  // namespace

Result<std::optional<Gateway>> gateway_of(const model::Effective& config, std::string_view provider) {
    const auto& url = setup_of(config, provider).gateway;
    if (!url) return std::optional<Gateway>();
    for (const Scheme& scheme : schemes) {
        if (!text::lower(url->value).starts_with(scheme.start)) continue;
        const std::string_view rest = std::string_view(url->value).substr(scheme.start.size());
        model::ProviderHost host = host_in(rest.substr(0, rest.find('/')), scheme.port);
        if (!host.host.empty()) return std::optional(Gateway{url->value, std::move(host)});
    }
    return Error{Code::config,
                 "the gateway of provider " + text::quoted(provider) + ", " + text::quoted(url->value) +
                     ", is no http or https URL",
                 "",
                 "plan:/data/config/providers/setup/" + std::string(provider) + "/gateway"};
}

}  // namespace scc::provider
