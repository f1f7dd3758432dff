#include "destination.hpp"

#include "base/text.hpp"
#include "url.hpp"

namespace scc::config {
namespace {

constexpr std::string_view set_prefix = "set:";
constexpr std::string_view any_below = "*.";

// The name of the hosts a destination stands for: ".x.test" of "*.x.test".
std::string_view suffix_of(const model::Destination& destination) {
    return std::string_view(destination.host).substr(1);
}

bool is_wild(const model::Destination& destination) { return destination.host.starts_with(any_below); }

bool covers_host(const model::Destination& outer, std::string_view host) {
    return is_wild(outer) ? host.ends_with(suffix_of(outer)) && host != suffix_of(outer) : host == outer.host;
}

}  // namespace

const DestinationSets& built_in_sets() {
    static const DestinationSets sets = {
        {"crates", {"crates.io", "index.crates.io", "static.crates.io", "static.rust-lang.org"}},
        {"debian", {"deb.debian.org", "security.debian.org"}},
        {"github",
         {"github.com",
          "api.github.com",
          "codeload.github.com",
          "objects.githubusercontent.com",
          "raw.githubusercontent.com",
          "release-assets.githubusercontent.com",
          "ghcr.io",
          "pkg-containers.githubusercontent.com"}},
        {"go", {"proxy.golang.org", "sum.golang.org", "go.dev", "dl.google.com"}},
        {"npm", {"registry.npmjs.org"}},
        {"pypi", {"pypi.org", "files.pythonhosted.org"}},
    };
    return sets;
}

std::optional<std::string> set_named_in(std::string_view text) {
    text = text::trim(text);
    if (!text.starts_with(set_prefix)) return std::nullopt;
    return std::string(text.substr(set_prefix.size()));
}

std::optional<model::Destination> parse_destination(std::string_view text) {
    text = text::trim(text);
    const bool wild = text.starts_with(any_below);
    if (wild) text.remove_prefix(any_below.size());
    const std::size_t colon = text.find(':', text.starts_with('[') ? text.find(']') : 0);
    model::Destination destination;
    if (colon != std::string_view::npos) {
        const auto port = text::number(text.substr(colon + 1));
        if (!port || *port == 0 || *port > 65535) return std::nullopt;
        destination.port = static_cast<std::int64_t>(*port);
    }
    const auto host = canonical_host(text.substr(0, colon));
    if (!host) return std::nullopt;
    const bool address = host->starts_with('[') || host->find_first_not_of("0123456789.") == std::string::npos;
    if (wild && address) return std::nullopt;
    destination.host = (wild ? "*." : "") + *host;
    return destination;
}

std::optional<std::string> destination_fault(std::string_view text, const DestinationSets& sets) {
    if (const auto name = set_named_in(text)) {
        if (sets.contains(*name) || built_in_sets().contains(*name)) return std::nullopt;
        return "there is no destination set " + text::quoted(*name);
    }
    if (parse_destination(text)) return std::nullopt;
    return text::quoted(text) + " is no destination: write HOST, *.HOST, HOST:PORT or set:NAME";
}

std::vector<model::Destination> expanded(const model::Sourced<std::string>& destination, const DestinationSets& sets) {
    const auto name = set_named_in(destination.value);
    std::vector<std::string> hosts = {destination.value};
    if (name) {
        const DestinationSets& known = sets.contains(*name) ? sets : built_in_sets();
        const auto found = known.find(*name);
        hosts = found == known.end() ? std::vector<std::string>() : found->second;
    }
    std::vector<model::Destination> destinations;
    for (const std::string& host : hosts) {
        auto parsed = parse_destination(host);
        if (!parsed) continue;
        parsed->origin = destination.origin;
        if (name) parsed->origin.because += " (set:" + *name + ")";
        destinations.push_back(std::move(*parsed));
    }
    return destinations;
}

bool covers(const model::Destination& outer, const model::Destination& inner) {
    const bool port = !outer.port || outer.port == inner.port;
    if (is_wild(inner)) return port && is_wild(outer) && suffix_of(inner).ends_with(suffix_of(outer));
    return port && covers_host(outer, inner.host);
}

}  // namespace scc::config
