#include "supply.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "manifest.hpp"
#include "proc/places.hpp"
#include "shipped.hpp"

namespace scc::config {
namespace {

// The tree of a marketplace, and its description.
struct Market {
    model::Content content;
    Manifest manifest;
    std::string mode;
};
using Markets = std::map<std::string, Market>;  // by alias

Wanted wanted_of(const Marketplace& marketplace) {
    return {.source = marketplace.source,
            .only_description = marketplace.mode == "metadata_only",
            .check = [](const std::string& directory) -> Result<std::string> {
                SCC_TRY(const Manifest manifest, read_manifest(directory));
                if (text::lower(manifest.name) != shipped_marketplace) return manifest.name;
                return Error{Code::config, "the name 'scc' belongs to the marketplace that comes with scc"};
            }};
}

// What a member's tree must have in it.
Result<std::string> check_member(const Artifact& member, const std::string& directory) {
    if (member.kind != "skill" || file::exists(path::join(directory, "SKILL.md"))) return std::string();
    return Error{Code::config, "there is no SKILL.md in it", "is it a skill?"};
}

Wanted wanted_of(const Artifact& member, bool required) {
    return {.source = *member.source,
            .pinned = member.pinned,
            .required = required,
            .check = [&member](const std::string& directory) { return check_member(member, directory); }};
}

model::Content content_of(const KeptTree& tree, const TreeSource& source) {
    model::Content content{.path = tree.path, .digest = tree.digest, .source = source.shown()};
    if (!tree.commit.empty()) content.commit = tree.commit;
    return content;
}

Result<Market> market_of(const Marketplace& marketplace, const Conditions& conditions, Supplied& out) {
    SCC_TRY(const Gotten got, tree_of(wanted_of(marketplace), conditions));
    if (!got.note.empty()) out.notes.push_back("marketplace " + text::quoted(marketplace.alias) + ": " + got.note);
    SCC_TRY(Manifest manifest, read_manifest(got.tree.path));
    return Market{content_of(got.tree, marketplace.source), std::move(manifest), marketplace.mode};
}

Result<Done> check_names(const Org& org, const Markets& markets) {
    std::map<std::string, const Marketplace*> seen;
    for (const auto& [alias, market] : markets) {
        const Marketplace* one = find(org.marketplaces, alias);
        const auto [other, is_new] = seen.emplace(text::lower(market.manifest.name), one);
        if (is_new || other->second->place == one->place) continue;
        return Error{Code::config,
                     "marketplaces " + text::quoted(other->second->alias) + " and " + text::quoted(alias) +
                         " both call themselves " + text::quoted(market.manifest.name),
                     "an agent could not tell them apart: leave one of them out",
                     one->origin.because};
    }
    return Done{};
}

void describe(model::Marketplace& record, const Market& market) {
    record.name = market.manifest.name;
    record.plugins.clear();
    for (const ListedPlugin& plugin : market.manifest.plugins) record.plugins.push_back(plugin.name);
    record.content = market.content;
    record.missing.reset();
}

Result<Markets> supply_marketplaces(model::Effective& effective,
                                    const Org& org,
                                    const Conditions& conditions,
                                    Supplied& out) {
    Markets markets;
    for (model::Marketplace& record : effective.marketplaces) {
        const Marketplace* marketplace = find(org.marketplaces, record.alias);
        if (marketplace == nullptr) continue;
        auto market = market_of(*marketplace, conditions, out);
        if (!market) {
            record.missing = market.error().message;
            if (conditions.reach != Reach::cache) {
                out.notes.push_back("marketplace " + text::quoted(record.alias) + ": " + market.error().message);
            }
            continue;
        }
        describe(record, *market);
        out.names[record.alias] = market->manifest.name;
        markets.emplace(record.alias, std::move(*market));
    }
    SCC_CHECK(check_names(org, markets));
    return markets;
}

void lack(model::Artifact& artifact, std::string reason) {
    artifact.state = "missing";
    artifact.reason = std::move(reason);
}

void give(model::Artifact& artifact, model::Content content) {
    artifact.state = "present";
    artifact.reason.reset();
    artifact.content = std::move(content);
}

void supply_plugin(model::Artifact& artifact, const Market& market) {
    const std::string name = artifact.name.substr(0, artifact.name.find('@'));
    const auto& plugins = market.manifest.plugins;
    const auto listed = std::ranges::find(plugins, name, &ListedPlugin::name);
    artifact.marketplace = market.manifest.name;
    if (listed == plugins.end()) return lack(artifact, "its marketplace has no plugin of that name");
    if (!listed->path || market.mode == "metadata_only") {
        if (market.mode == "self_contained") return lack(artifact, "its marketplace has it somewhere else");
        artifact.state = "present";
        return artifact.reason.reset();
    }
    model::Content content = market.content;
    content.path = path::normal(*listed->path, content.path);
    if (!file::is_directory(content.path)) return lack(artifact, "its marketplace lists it and does not hold it");
    give(artifact, std::move(content));
}

// The plugin that lies beside this program.
Result<Market> shipped_market() {
    const std::string directory = places::data_dir() + "/plugins";
    SCC_TRY(Manifest manifest, read_manifest(directory));
    SCC_TRY(std::string digest, tree_digest(directory));
    return Market{
        {.path = directory, .digest = std::move(digest), .source = "scc"}, std::move(manifest), "best_effort"};
}

void supply_plugins(model::Effective& effective, const Markets& markets) {
    for (model::Artifact& artifact : effective.artifacts) {
        if (artifact.kind != "plugin" || is_shipped(artifact.name)) continue;
        const std::string alias = artifact.name.substr(artifact.name.find('@') + 1);
        const auto market = markets.find(alias);
        if (market != markets.end()) {
            supply_plugin(artifact, market->second);
            continue;
        }
        const auto& list = effective.marketplaces;
        const auto record = std::ranges::find(list, alias, &model::Marketplace::alias);
        if (record != list.end() && record->missing) lack(artifact, *record->missing);
    }
}

Error required_missing(const model::Artifact& artifact, const Artifact& member, const Error& why) {
    return {why.code == Code::config ? Code::config : Code::tool,
            "bundle " + text::quoted(artifact.bundle.value_or("")) + " requires " + artifact.kind + " " +
                text::quoted(artifact.name) + ", which is missing: " + why.message,
            why.hint,
            member.origin.because};
}

Result<Done> supply_member(model::Artifact& artifact,
                           const Artifact& member,
                           const Conditions& conditions,
                           Supplied& out) {
    const bool is_required = artifact.intent == "required";
    const auto got = tree_of(wanted_of(member, is_required), conditions);
    if (got) {
        if (!got->note.empty())
            out.notes.push_back(artifact.kind + " " + text::quoted(artifact.name) + ": " + got->note);
        give(artifact, content_of(got->tree, *member.source));
        return Done{};
    }
    if (is_required && conditions.reach != Reach::cache) return required_missing(artifact, member, got.error());
    lack(artifact, got.error().message);
    if (conditions.reach != Reach::cache) {
        out.notes.push_back(artifact.kind + " " + text::quoted(artifact.name) + " is missing: " + got.error().message);
    }
    return Done{};
}

}  // namespace

void supply_shipped(model::Effective& effective) {
    const auto is_ours = [](const model::Artifact& at) { return at.kind == "plugin" && is_shipped(at.name); };
    const auto found = std::ranges::find_if(effective.artifacts, is_ours);
    if (found == effective.artifacts.end()) return;
    const auto market = shipped_market();
    if (!market) return lack(*found, market.error().message);
    model::Marketplace record{.alias = shipped_marketplace, .origin = found->origin};
    describe(record, *market);
    effective.marketplaces.push_back(std::move(record));
    for (model::Artifact& artifact : effective.artifacts) {
        if (is_ours(artifact)) supply_plugin(artifact, *market);
    }
}

Result<Supplied> supply(model::Effective& effective, const Org& org, const Conditions& conditions) {
    Supplied out;
    SCC_TRY(const Markets markets, supply_marketplaces(effective, org, conditions, out));
    supply_plugins(effective, markets);
    for (model::Artifact& artifact : effective.artifacts) {
        if (artifact.state != "missing" || !artifact.bundle) continue;
        SCC_CHECK(supply_member(artifact, org.catalog.artifacts.at(artifact.name), conditions, out));
    }
    return out;
}

std::map<std::string, std::string> known_names(const Org& org) {
    std::map<std::string, std::string> names;
    for (const Marketplace& marketplace : org.marketplaces) {
        const auto got = tree_of(wanted_of(marketplace), {});
        if (got && !got->tree.name.empty()) names[marketplace.alias] = got->tree.name;
    }
    return names;
}

Conditions conditions_of(const Org& org, const model::Effective& effective, time::Seconds now) {
    return {.ttl_hours = org.defaults.cache_ttl_hours,
            .now = now,
            .folder = org.folder,
            .ca_bundle = effective.ca_bundle ? effective.ca_bundle->value : ""};
}

}  // namespace scc::config
