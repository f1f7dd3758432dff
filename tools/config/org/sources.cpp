#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "parts.hpp"

namespace scc::config {
namespace {

const std::vector<std::string> identities = {"hash", "clear", "anonymous"};
const std::vector<std::string> isolations = {"internal", "socket"};

bool is_address(const std::string& text) {
    in6_addr address = {};
    return ::inet_pton(AF_INET, text.c_str(), &address) == 1 || ::inet_pton(AF_INET6, text.c_str(), &address) == 1;
}

bool is_cidr(std::string_view text) {
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos) return false;
    const auto bits = text::number(text.substr(slash + 1));
    const std::string address(text.substr(0, slash));
    std::array<unsigned char, 16> bytes{};
    const bool four = ::inet_pton(AF_INET, address.c_str(), bytes.data()) == 1;
    const bool six = !four && ::inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1;
    return bits && ((four && *bits <= 32) || (six && *bits <= 128));
}

model::PrivateCidr read_cidr(wire::Reader& in, const Place& place) {
    model::PrivateCidr range{in.text("cidr"), in.text("reason"), origin_of(in, "", place)};
    if (!range.cidr.empty() && !is_cidr(range.cidr)) in.fault("cidr", "'cidr' must be ADDRESS/BITS");
    return range;
}

void read_nameservers(wire::Reader& in, const Place& place, Org& org) {
    const auto servers = in.optional_texts("nameservers");
    if (!servers) return;
    for (std::size_t i = 0; i < servers->size(); ++i) {
        if (is_address((*servers)[i])) continue;
        in.fault("nameservers/" + std::to_string(i), text::quoted((*servers)[i]) + " is no IP address");
    }
    org.nameservers = {*servers, origin_of(in, "nameservers", place)};
}

}  // namespace

void read_stats(wire::Reader& in) {
    in.with("stats", [](wire::Reader& at) {
        at.optional_boolean("enabled");
        at.optional_one_of("user_identity_mode", identities);
        at.optional_integer("retention_days", 1, 365);
    });
}

void read_network(wire::Reader& in, const Place& place, Org& org) {
    in.with("destination_sets", [&](wire::Reader& sets) {
        for (const std::string& name : sets.names()) {
            org.destination_sets[name] = sets.texts(name);
            for (const std::string& host : org.destination_sets[name]) {
                if (parse_destination(host)) continue;
                sets.fault(name, text::quoted(host) + " is no destination: write HOST, *.HOST or HOST:PORT");
            }
        }
    });
    if (const auto isolation = in.optional_one_of("isolation", isolations)) {
        org.isolation = {*isolation, origin_of(in, "isolation", place)};
    }
    in.for_each("private_cidrs", [&](wire::Reader& at) { org.private_cidrs.push_back(read_cidr(at, place)); });
    read_nameservers(in, place, org);
}

void check_destinations(wire::Reader& in,
                        std::string_view key,
                        const std::vector<Text>& destinations,
                        const DestinationSets& sets) {
    std::size_t index = 0;
    for (const Text& item : destinations) {
        const std::string at = std::string(key) + "/" + std::to_string(index++);
        if (const auto fault = destination_fault(item.value, sets)) in.fault(at, *fault);
    }
}

}  // namespace scc::config
