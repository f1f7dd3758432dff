// Providers: which are allowed, and how each is reached and signed in to.
#include <algorithm>

#include "base/text.hpp"
#include "match/destination.hpp"
#include "match/url.hpp"
#include "parts.hpp"
#include "proc/credential.hpp"

namespace scc::config {
namespace {

// Keeps of what was allowed so far what the layer names as well; whatever else it names is recorded.
void keep_allowed(
    Merge& merge, const std::string& kind, std::string_view noun, std::optional<Texts>& current, const Texts& wanted) {
    if (!current) {
        current = wanted;
        return;
    }
    Texts kept{{}, wanted.origin};
    for (const std::string& item : wanted.value) {
        if (std::ranges::count(current->value, item) > 0) {
            kept.value.push_back(item);
        } else {
            merge.narrow(kind,
                         item,
                         wanted.origin.from,
                         {std::string(noun) + " " + text::quoted(item) + " is not allowed", current->origin});
        }
    }
    current = std::move(kept);
}

// The field of `explain` a wish is for is the kind of its refusal: "providers.ID.gateway".
std::string kind_of(const std::string& id, std::string_view key) { return "providers." + id + "." + std::string(key); }

// The organisation's or the team's word that not every host may be reached, or nothing.
const Text* restriction_of(const Merge& merge) {
    const std::string_view open = model::name_of(model::NetworkPolicy::open);
    for (const Layer* layer : {&merge.org->defaults.layer, merge.team == nullptr ? nullptr : &merge.team->layer}) {
        if (layer != nullptr && layer->network_policy && layer->network_policy->value != open) {
            return &*layer->network_policy;
        }
    }
    return nullptr;
}

// Why a person's gateway does not count: it stands among a provider's hosts, which pass the proxy, and so must not be a
// way past the list of destinations.
std::optional<Merge::Refused> unreachable(const Merge& merge, const Text& gateway) {
    const auto url = parse_url(gateway.value);
    if (merge.org == nullptr || !url) return std::nullopt;
    const Text* restriction = restriction_of(merge);
    const auto reaches = [&](const model::Destination& at) { return covers(at, {url->host, url->port, {}}); };
    if (restriction == nullptr || std::ranges::any_of(merge.out.destinations, reaches)) return std::nullopt;
    return Merge::Refused{"host " + text::quoted(url->authority()) + " is no allowed destination", restriction->origin};
}

// A person's word counts where the organisation says nothing.
void take(Merge& merge, const std::string& kind, std::optional<Text>& current, const std::optional<Text>& wanted) {
    if (!wanted) return;
    if (!current) {
        current = wanted;
        return;
    }
    merge.reject(kind,
                 credential::shown(wanted->value),
                 wanted->origin.from,
                 {"the organisation says " + text::quoted(current->value), current->origin});
}

void take_personal(Merge& merge, const std::string& id, const model::ProviderSetup& wanted) {
    model::ProviderSetup& setup = merge.out.provider_setups[id];
    const std::string gateway = kind_of(id, "gateway");
    const auto refused = wanted.gateway && !setup.gateway ? unreachable(merge, *wanted.gateway) : std::nullopt;
    if (refused) merge.reject(gateway, wanted.gateway->value, wanted.gateway->origin.from, *refused);
    else take(merge, gateway, setup.gateway, wanted.gateway);
    take(merge, kind_of(id, "credential"), setup.credential, wanted.credential);
}

void merge_setups(Merge& merge) {
    auto& setups = merge.out.provider_setups;
    if (merge.org != nullptr) setups = merge.org->providers;
    if (merge.team != nullptr) {
        for (const auto& [id, wanted] : merge.team->layer.providers) {
            if (!wanted.sign_in) continue;
            keep_allowed(merge, kind_of(id, "sign_in"), "method", setups[id].sign_in, *wanted.sign_in);
        }
    }
    for (const auto& [id, wanted] : merge.in.preferences.providers) take_personal(merge, id, wanted);
    drop_empty(setups);
}

}  // namespace

void drop_empty(ProviderSetups& setups) {
    std::erase_if(setups, [](const auto& at) {
        const model::ProviderSetup& setup = at.second;
        return !setup.gateway && !setup.credential && !setup.sign_in;
    });
}

void merge_providers(Merge& merge) {
    const auto keep = [&](const std::optional<Texts>& wanted) {
        if (wanted) keep_allowed(merge, "provider", "provider", merge.out.allowed_providers, *wanted);
    };
    if (merge.org != nullptr) keep(merge.org->security.allowed_providers);
    for (const Layer* layer : merge.layers) keep(layer->allowed_providers);
    merge.out.provider_preference = merge.in.preferences.provider;
    merge_setups(merge);
}

}  // namespace scc::config
