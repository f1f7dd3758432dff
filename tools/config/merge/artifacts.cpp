// What a team's bundles bring, and what content the merged names need.
//
// The catalog and the choice of bundles stand in the organisation's own file, so a member needs no delegation and no
// place on a list for additions; what security blocks, what the organisation disables and what an MCP server may be
// hold for it as for everything else.
#include <algorithm>
#include <set>

#include "artifact/servers.hpp"
#include "artifact/shipped.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "match/plugin_reference.hpp"
#include "parts.hpp"

namespace scc::config {
namespace {

// The intents from the weakest claim to the strongest.
constexpr std::string_view claims[] = {"disabled", "request-only", "available", "required"};

std::ptrdiff_t claim_of(const std::string& intent) { return std::ranges::find(claims, intent) - std::begin(claims); }

bool is_withheld(const std::string& intent) { return claim_of(intent) < claim_of("available"); }

// A bundle or a member that is withheld is; else the stronger of the two claims holds.
std::string intent_of(const Bundle& bundle, const Artifact& member) {
    if (is_withheld(bundle.intent) && is_withheld(member.intent)) {
        return claim_of(bundle.intent) < claim_of(member.intent) ? bundle.intent : member.intent;
    }
    if (is_withheld(bundle.intent)) return bundle.intent;
    if (is_withheld(member.intent)) return member.intent;
    return claim_of(bundle.intent) < claim_of(member.intent) ? member.intent : bundle.intent;
}

std::optional<std::string> filled(const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); }

void withhold(model::Artifact& artifact, std::string reason) {
    artifact.state = "withheld";
    artifact.reason = std::move(reason);
}

void lack(model::Artifact& artifact) {
    artifact.state = "missing";
    artifact.reason = "it was not fetched yet";
}

// Whether a plugin that a binding names may be there.
bool passes_as_plugin(Merge& merge, const std::string& written, const std::string& layer, const model::Origin& origin) {
    const auto plugin = normal_plugin(written, merge.aliases);
    if (plugin) return passes_blocks(merge, *plugin, layer);
    merge.reject("plugin", written, layer, {plugin.error().message, origin});
    return false;
}

bool passes_plugin_gates(Merge& merge, const Artifact& member, const std::string& layer, const model::Origin& origin) {
    for (const auto& [provider, binding] : member.bindings) {
        for (const char* key : {"plugin", "plugin_bundle"}) {
            const auto named = binding.native.find(key);
            if (named == binding.native.end()) continue;
            const std::string name(path::basename(named->second));
            if (!passes_as_plugin(merge, name, layer, origin)) return false;
        }
    }
    return true;
}

// Takes the servers of the member that pass; says why when none is left.
void take_servers(Merge& merge, const Artifact& member, model::Artifact& out) {
    const std::vector<model::McpServer> servers = servers_of(member, out.origin);
    if (servers.empty()) return withhold(out, "it names neither a URL nor a command");
    const std::size_t before = merge.out.mcp_servers.size();
    for (const model::McpServer& server : servers) take_governed_server(merge, server);
    if (merge.out.mcp_servers.size() == before) withhold(out, "no MCP server of it passed the rules");
}

model::Artifact record_of(const Artifact& member, const Text& bundle, std::string intent) {
    model::Artifact out{.kind = member.kind,
                        .name = member.name,
                        .bundle = bundle.value,
                        .intent = std::move(intent),
                        .state = "present",
                        .version = filled(member.version),
                        .publisher = filled(member.publisher),
                        .origin = bundle.origin};
    for (const auto& [provider, binding] : member.bindings) {
        out.bindings[provider] = {binding.native_ref, binding.transport_type, binding.native};
    }
    return out;
}

bool is_tree(const Artifact& member) {
    return member.source && !(member.kind == "mcp_server" && member.source->tag == "url");
}

// The member as it is given, or withheld and why.
void judge(Merge& merge, const Artifact& member, model::Artifact& out) {
    const std::string& layer = out.origin.from;
    if (out.intent == "disabled") return withhold(out, "it is disabled");
    if (out.intent == "request-only") return withhold(out, "it is given on request only");
    if (!passes_plugin_gates(merge, member, layer, out.origin)) return withhold(out, "a plugin of it is refused");
    if (is_tree(member)) lack(out);
    if (member.kind == "mcp_server") take_servers(merge, member, out);
}

void take_bundle(Merge& merge, const Text& chosen) {
    const Catalog& catalog = merge.org->catalog;
    const Bundle& bundle = catalog.bundles.at(chosen.value);
    for (const std::string& name : bundle.members) {
        const Artifact& member = catalog.artifacts.at(name);
        std::string intent = intent_of(bundle, member);
        auto& list = merge.out.artifacts;
        const auto is_it = [&](const model::Artifact& at) { return at.bundle && at.name == name; };
        const auto known = std::ranges::find_if(list, is_it);
        if (known != list.end() && claim_of(known->intent) >= claim_of(intent)) continue;
        const bool is_given = known != list.end() && !is_withheld(known->intent);
        if (is_given) {
            known->intent = std::move(intent);
            continue;
        }
        if (known != list.end()) list.erase(known);
        model::Artifact out = record_of(member, chosen, std::move(intent));
        judge(merge, member, out);
        list.push_back(std::move(out));
    }
}

void need_marketplace(Merge& merge, const std::string& alias, const model::Origin& origin) {
    const auto& list = merge.out.marketplaces;
    if (std::ranges::find(list, alias, &model::Marketplace::alias) != list.end()) return;
    model::Marketplace needed{.alias = alias, .missing = "it was not fetched yet", .origin = origin};
    const auto name = merge.in.marketplace_names.find(alias);
    if (name != merge.in.marketplace_names.end()) needed.name = name->second;
    merge.out.marketplaces.push_back(std::move(needed));
}

bool is_known(const Merge& merge, std::string_view alias) {
    return std::ranges::find(merge.aliases, alias) != merge.aliases.end();
}

void take_plugins(Merge& merge) {
    for (const model::Plugin& plugin : merge.out.plugins) {
        model::Artifact out{.kind = "plugin", .name = plugin.ref, .intent = "available", .origin = plugin.origin};
        const std::string alias = plugin.ref.substr(plugin.ref.find('@') + 1);
        lack(out);
        if (is_shipped(plugin.ref)) {
            out.marketplace = shipped_marketplace;
        } else if (is_known(merge, alias)) {
            need_marketplace(merge, alias, plugin.origin);
        } else {
            out.reason = "no file says where its marketplace is";
        }
        merge.out.artifacts.push_back(std::move(out));
    }
}

}  // namespace

void merge_artifacts(Merge& merge) {
    take_plugins(merge);
    if (merge.org == nullptr) return;
    for (const Text& alias : merge.org->defaults.extra_marketplaces) need_marketplace(merge, alias.value, alias.origin);
    if (merge.team == nullptr) return;
    for (const Text& bundle : merge.team->bundles) take_bundle(merge, bundle);
}

}  // namespace scc::config
