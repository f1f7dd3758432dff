#include "gather.hpp"

#include <algorithm>
#include <tuple>

#include "base/text.hpp"

namespace scc::net {
namespace {

struct Wish {
    Target target;
    model::Origin origin;  // `from` is the layer, "provider" or "mcp:NAME"
};

template <class T>
Result<T> at(Result<T> result, const std::string& pointer) {
    if (!result) result.error().where = "plan:/data" + pointer;
    return result;
}

std::string item(std::string_view list, std::size_t index) { return std::string(list) + "/" + std::to_string(index); }

std::string item(std::string_view list, std::size_t index, std::string_view key) {
    return item(list, index) + "/" + std::string(key);
}

Result<std::vector<Wish>> destinations(const std::vector<model::Destination>& list, std::string_view pointer) {
    std::vector<Wish> wishes;
    for (std::size_t i = 0; i < list.size(); ++i) {
        SCC_TRY(Target target, at(target_of(list[i].host, list[i].port), item(pointer, i, "host")));
        wishes.push_back({std::move(target), list[i].origin});
    }
    return wishes;
}

Result<Done> add_provider(const model::Provider& provider, std::vector<Wish>& wishes) {
    for (std::size_t i = 0; i < provider.hosts.size(); ++i) {
        const model::ProviderHost& host = provider.hosts[i];
        SCC_TRY(Target target, at(target_of(host.host, host.port), item("/provider/hosts", i, "host")));
        wishes.push_back({std::move(target), {"provider", host.because}});
    }
    return Done{};
}

Result<Done> add_mcp_servers(const model::Effective& effective,
                             const model::Provider* provider,
                             std::vector<Wish>& wishes) {
    for (std::size_t i = 0; i < effective.mcp_servers.size(); ++i) {
        const model::McpServer& server = effective.mcp_servers[i];
        if (server.type == "stdio") continue;
        if (provider != nullptr && !model::is_for(server, provider->id)) continue;
        SCC_TRY(Target target, at(target_of_url(server.url.value_or("")), item("/config/mcp_servers", i, "url")));
        wishes.push_back({std::move(target), {"mcp:" + server.name, server.origin.because}});
    }
    return Done{};
}

Result<std::vector<Range>> private_ranges(const model::Effective& effective) {
    std::vector<Range> ranges;
    for (std::size_t i = 0; i < effective.private_cidrs.size(); ++i) {
        SCC_TRY(Range range,
                at(range_named(effective.private_cidrs[i].cidr), item("/config/private_cidrs", i, "cidr")));
        ranges.push_back(range);
    }
    return ranges;
}

// They stand in the proxy's configuration, so nothing but an address may.
Result<std::vector<std::string>> name_servers(const model::Effective& effective) {
    std::vector<std::string> servers;
    if (!effective.nameservers) return servers;
    for (const std::string& server : effective.nameservers->value) {
        const auto target = target_named(server);
        if (!target || target->kind != Target::Kind::address || target->port) {
            return Error{Code::config,
                         text::quoted(server) + " is no IP address",
                         "a name server is asked by its address, as in 10.0.0.53",
                         "plan:/data" + item("/config/nameservers/value", servers.size())};
        }
        servers.push_back(target->host);
    }
    return servers;
}

// Whether the block takes away every port of the wish; a block without a port is for all.
bool blocks(const Target& block, const Target& wish) {
    return covers_host(block, wish) && (!block.port || block.port == wish.port);
}

bool is_inner(const Target& target, const std::vector<Range>& denied) {
    if (target.kind != Target::Kind::address) return false;
    const auto range = range_named(target.host);
    return range && std::ranges::any_of(denied, [&](const Range& inner) { return contains(inner, *range); });
}

model::Refusal refusal(const Wish& wish,
                       std::string reason,
                       model::Origin decided,
                       std::optional<std::string> pattern = std::nullopt) {
    return {"destination",
            text_of(wish.target),
            wish.origin.from,
            std::move(reason),
            std::move(decided),
            std::move(pattern)};
}

// An exception of the organisation's own stands above what it blocks.
bool is_released(const Wish& wish) { return wish.origin.from == "exception"; }

// Why the wish is not granted; nothing when it is.
std::optional<model::Refusal> verdict(const Wish& wish, const std::vector<Wish>& blocked, const Rules& rules) {
    const auto block = std::ranges::find_if(blocked, [&](const Wish& b) { return blocks(b.target, wish.target); });
    if (block != blocked.end() && !is_released(wish)) {
        const std::string by = text_of(block->target);
        return refusal(wish, "blocked by " + text::quoted(by), block->origin, by);
    }
    if (is_inner(wish.target, rules.denied)) {
        return refusal(wish, "an inner address, and in no range of network.private_cidrs", {"default", ""});
    }
    return std::nullopt;
}

void sort_and_merge(std::vector<model::Allowed>& allow) {
    const auto key = [](const model::Allowed& allowed) { return std::tie(allowed.host, allowed.port); };
    std::ranges::stable_sort(allow, {}, key);
    const auto same = [&](const model::Allowed& a, const model::Allowed& b) { return key(a) == key(b); };
    allow.erase(std::unique(allow.begin(), allow.end(), same), allow.end());
}

}  // namespace

Result<Gathered> gather(const model::Effective& effective, const model::Provider* provider) {
    SCC_TRY(std::vector<Wish> wishes, destinations(effective.destinations, "/config/destinations"));
    if (provider != nullptr) SCC_CHECK(add_provider(*provider, wishes));
    SCC_CHECK(add_mcp_servers(effective, provider, wishes));
    SCC_TRY(const std::vector<Wish> blocked,
            destinations(effective.blocked_destinations, "/config/blocked_destinations"));
    SCC_TRY(const std::vector<Range> opened, private_ranges(effective));

    Gathered gathered;
    gathered.rules.denied = without(inner_ranges(), opened);
    SCC_TRY(gathered.rules.nameservers, name_servers(effective));
    for (const Wish& block : blocked) gathered.rules.blocked.push_back(block.target);
    for (const Wish& wish : wishes) {
        if (auto refused = verdict(wish, blocked, gathered.rules)) {
            gathered.refused.push_back(std::move(*refused));
            continue;
        }
        gathered.allow.push_back({host_of(wish.target), wish.target.port, wish.origin.from});
        gathered.rules.allow.push_back(wish.target);
        if (is_released(wish)) gathered.rules.released.push_back(wish.target);
    }
    sort_and_merge(gathered.allow);
    return gathered;
}

}  // namespace scc::net
