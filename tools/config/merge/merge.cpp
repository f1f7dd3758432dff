#include "merge.hpp"

#include <nlohmann/json.hpp>

#include "parts.hpp"
#include "wire/digest.hpp"
#include "wire/parse.hpp"

namespace scc::config {
namespace {

template <class Sourced>
void forget(std::optional<Sourced>& value) {
    if (value) value->origin = {};
}

template <class Item>
void forget(std::vector<Item>& items) {
    for (Item& item : items) item.origin = {};
}

void forget_origins(model::Effective& effective) {
    forget(effective.team);
    effective.network_policy.origin = effective.isolation.origin = effective.protected_branches.origin = {};
    forget(effective.destinations);
    forget(effective.blocked_destinations);
    forget(effective.private_cidrs);
    forget(effective.nameservers);
    forget(effective.plugins);
    forget(effective.mcp_servers);
    forget(effective.marketplaces);
    for (model::Marketplace& at : effective.marketplaces) at.name.reset();  // which is known once it was fetched
    forget(effective.artifacts);
    forget(effective.agent_settings);
    forget(effective.dev_environment);
    forget(effective.allowed_providers);
    for (auto& [id, setup] : effective.provider_setups) {
        forget(setup.gateway);
        forget(setup.sign_in);
    }
    for (auto& [name, image] : effective.images) image.origin = {};
    for (auto& [name, pin] : effective.pins) pin.origin = {};
    forget(effective.blocked_images);
    forget(effective.protected_files);
    forget(effective.ca_bundle);
    forget(effective.memory);
    forget(effective.cpus);
    forget(effective.pids);
    forget(effective.session_hours);
    forget(effective.timeout_hours);
    auto safety = nlohmann::json::parse(effective.safety.value);
    for (const char* who : {"because", "ask", "origins"}) safety.erase(who);
    effective.safety = {wire::compact(safety), {}};
    effective.safety_origins.clear();
}

// Where a person's credential is governs nothing.
void forget_credentials(model::Effective& effective) {
    for (auto& [id, setup] : effective.provider_setups) setup.credential.reset();
    drop_empty(effective.provider_setups);
}

}  // namespace

std::string policy_digest(model::Effective effective) {
    forget_origins(effective);
    forget_credentials(effective);
    effective.provider_preference.reset();
    effective.auto_resume.reset();
    effective.denied.clear();
    effective.blocked.clear();
    effective.narrowed.clear();
    effective.exceptions_used.clear();
    effective.sources.clear();
    effective.policy_digest.clear();
    return wire::sha256(wire::compact(model::to_json(effective)));
}

model::Effective merge(const Layers& layers) {
    Merge merge(layers);
    if (merge.org != nullptr) merge.out.organization = model::Organization{merge.org->id, merge.org->name};
    if (merge.team != nullptr) merge.out.team = layers.team;
    review_exceptions(merge);
    merge_network_policy(merge);
    merge_destinations(merge);
    merge_plugins(merge);
    merge_mcp_servers(merge);
    merge_artifacts(merge);
    merge_agent_settings(merge);
    merge_dev_environment(merge);
    merge_limits(merge);
    merge_providers(merge);
    merge_images(merge);
    merge_safety(merge);
    apply_network(merge);
    merge.out.policy_digest = policy_digest(merge.out);
    return std::move(merge.out);
}

}  // namespace scc::config
