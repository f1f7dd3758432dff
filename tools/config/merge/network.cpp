#include <algorithm>

#include "base/text.hpp"
#include "match/url.hpp"
#include "parts.hpp"

namespace scc::config {
namespace {

model::NetworkPolicy rank_of(const Text& policy) {
    return model::network_policy_named(policy.value).value_or(model::NetworkPolicy::locked_down_web);
}

void apply_policy(Merge& merge, const Layer& layer) {
    if (!layer.network_policy) return;
    model::Sourced<std::string>& current = merge.out.network_policy;
    if (rank_of(*layer.network_policy) >= rank_of(current)) {
        current = *layer.network_policy;
        return;
    }
    merge.narrow(
        "network_policy",
        layer.network_policy->value,
        layer.name,
        {text::quoted(layer.network_policy->value) + " is wider than " + text::quoted(current.value), current.origin});
}

const DestinationSets& sets_of(const Merge& merge) {
    static const DestinationSets none;
    return merge.org == nullptr ? none : merge.org->destination_sets;
}

// Adds what is not there yet; the first to name a host keeps it.
void add(std::vector<model::Destination>& all, std::vector<model::Destination> more) {
    for (model::Destination& destination : more) {
        const auto same = [&](const model::Destination& at) {
            return at.host == destination.host && at.port == destination.port;
        };
        if (std::ranges::none_of(all, same)) all.push_back(std::move(destination));
    }
}

void add_blocked(Merge& merge, const std::vector<Text>& destinations) {
    for (const Text& destination : destinations) {
        add(merge.out.blocked_destinations, expanded(destination, sets_of(merge)));
    }
}

void add_allowed(Merge& merge, const Layer& layer) {
    for (const Text& destination : layer.destinations) {
        if (const auto fault = destination_fault(destination.value, sets_of(merge))) {
            merge.reject("destination", destination.value, layer.name, {*fault, destination.origin});
            continue;
        }
        const auto refused = merge.undelegated("destination", layer);
        if (refused && !merge.deny("destination", destination.value, layer.name, *refused)) continue;
        add(merge.out.destinations, expanded(destination, sets_of(merge)));
    }
}

const model::Destination* blocker_of(const Merge& merge, const model::Destination& destination) {
    const auto& blocked = merge.out.blocked_destinations;
    const auto found = std::ranges::find_if(blocked, [&](const auto& at) { return covers(at, destination); });
    return found == blocked.end() ? nullptr : &*found;
}

Merge::Refused blocked_by(const model::Destination& by) {
    return {"destination " + text::quoted(model::text_of(by)) + " is blocked", by.origin, model::text_of(by)};
}

// Who released the destination last: by that a later stage knows that no block is meant for it.
model::Origin releaser(const Merge& merge) { return {"exception", merge.out.exceptions_used.back().origin.because}; }

void evict_destinations(Merge& merge) {
    std::erase_if(merge.out.destinations, [&](model::Destination& destination) {
        const model::Destination* by = blocker_of(merge, destination);
        if (by == nullptr) return false;
        const std::string name = model::text_of(destination);
        if (!merge.block("destination", name, destination.origin.from, blocked_by(*by))) return true;
        destination.origin = releaser(merge);
        return false;
    });
}

// Whether the server's host, which is blocked, is released; it is a destination from then on.
bool released_with_its_host(Merge& merge, const model::McpServer& server, model::Destination host) {
    if (!merge.unblocked("destination", model::text_of(host), server.origin.from)) return false;
    host.origin = releaser(merge);
    add(merge.out.destinations, {std::move(host)});
    return true;
}

// Why a server cannot be reached under the final network, or nothing when it can.
std::optional<Merge::Refused> unreachable(Merge& merge, const model::McpServer& server) {
    if (server.type == "stdio" || !server.url) return std::nullopt;
    if (merge.out.network_policy.value == model::name_of(model::NetworkPolicy::locked_down_web)) {
        return Merge::Refused{"nothing on the network is reachable under 'locked-down-web'",
                              merge.out.network_policy.origin,
                              "network_policy=" + merge.out.network_policy.value};
    }
    const auto url = parse_url(*server.url);
    if (!url) return std::nullopt;
    const model::Destination host{url->host, url->port, {}};
    const model::Destination* by = blocker_of(merge, host);
    if (by == nullptr || released_with_its_host(merge, server, host)) return std::nullopt;
    return blocked_by(*by);
}

}  // namespace

void merge_network_policy(Merge& merge) {
    merge.out.network_policy = {std::string(model::name_of(model::NetworkPolicy::open)), {"default", ""}};
    for (const Layer* layer : merge.layers) apply_policy(merge, *layer);
    merge.out.isolation = {"internal", {"default", ""}};
    if (merge.org == nullptr) return;
    if (!merge.org->isolation.value.empty()) merge.out.isolation = merge.org->isolation;
    merge.out.private_cidrs = merge.org->private_cidrs;
    merge.out.nameservers = merge.org->nameservers;
}

void merge_destinations(Merge& merge) {
    if (merge.org != nullptr) add_blocked(merge, merge.org->security.blocked_destinations);
    for (const Layer* layer : merge.layers) add_blocked(merge, layer->blocked_destinations);
    for (const Layer* layer : merge.layers) add_allowed(merge, *layer);
}

void apply_network(Merge& merge) {
    evict_destinations(merge);
    std::erase_if(merge.out.mcp_servers, [&](const model::McpServer& server) {
        const auto why = unreachable(merge, server);
        if (why) merge.forbid("mcp", server.name, server.origin.from, *why);
        return why.has_value();
    });
}

}  // namespace scc::config
