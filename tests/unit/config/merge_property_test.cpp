// What holds for every merge, tried on generated layers: a layer below never widens what stands above it, order does
// not matter where the layers say the same kind of thing, and asking twice changes nothing.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "generate.hpp"
#include "merge/merge.hpp"
#include "policy/policy.hpp"

namespace scc::config {
namespace {

constexpr int rounds = 400;

rule::Policy policy_of(const model::Effective& effective) {
    nlohmann::json data = nlohmann::json::parse(effective.safety.value);
    data["network"] = "open";
    const auto policy = policy::read(data, "policy");
    EXPECT_TRUE(policy) << policy.error().where << " " << policy.error().message;
    return policy.value_or(rule::Policy());
}

// What each rule does, scc's own and the layers'.
std::map<std::string, rule::Decision> decided(const model::Effective& effective) {
    const rule::Policy policy = policy_of(effective);
    std::map<std::string, rule::Decision> all;
    for (const rule::Family& family : rule::families()) {
        for (const rule::Rule& row : family.rows()) all.emplace(row.id, policy.decision_of(row, &family));
    }
    for (const rule::OwnRule& own : policy.rules) all.emplace(own.id, policy.decision_of(rule::row_of(own), nullptr));
    return all;
}

bool no_rule_is_lower(const model::Effective& after, const model::Effective& before) {
    const auto now = decided(after);
    return std::ranges::all_of(decided(before), [&](const auto& was) { return now.at(was.first) >= was.second; });
}

int rank(const model::Effective& effective) {
    return static_cast<int>(*model::network_policy_named(effective.network_policy.value));
}

bool within(const model::Effective& narrow, const model::Effective& wide) {
    if (!wide.allowed_providers) return true;
    return narrow.allowed_providers && std::ranges::all_of(narrow.allowed_providers->value, [&](const auto& at) {
               return std::ranges::count(wide.allowed_providers->value, at) > 0;
           });
}

bool still_blocks(const model::Effective& after, const model::Effective& before) {
    return std::ranges::all_of(before.blocked_destinations, [&](const model::Destination& was) {
        return std::ranges::any_of(after.blocked_destinations, [&](const model::Destination& is) {
            return model::text_of(is) == model::text_of(was);
        });
    });
}

// What must hold between a merge and the same with one more layer below.
void expect_no_wider(const model::Effective& after, const model::Effective& before, const std::string& what) {
    EXPECT_GE(rank(after), rank(before)) << what;
    EXPECT_TRUE(within(after, before)) << what;
    EXPECT_TRUE(still_blocks(after, before)) << what;
    EXPECT_TRUE(!before.pids || after.pids->value <= before.pids->value) << what;
    EXPECT_TRUE(!before.memory || *bytes_in(after.memory->value) <= *bytes_in(before.memory->value)) << what;
    EXPECT_GE(after.protected_branches.value.size(), before.protected_branches.value.size()) << what;
    EXPECT_EQ(after.isolation, before.isolation) << what;
    EXPECT_TRUE(no_rule_is_lower(after, before)) << what;
    EXPECT_LE(policy_of(after).allow_when_clean, policy_of(before).allow_when_clean) << what;
    for (const std::string& branch : before.protected_branches.value) {
        EXPECT_EQ(std::ranges::count(after.protected_branches.value, branch), 1) << what;
    }
    EXPECT_EQ(after.safety.origin, before.safety.origin) << what;
}

TEST(MergeProperty, ALayerBelowNeverWidens) {
    for (unsigned seed = 0; seed < rounds; ++seed) {
        Generator generate(seed);
        const Org org = generate.org();
        Layers layers{.org = generate.chance(9) ? &org : nullptr};
        model::Effective before = merge(layers);
        const auto step = [&](const char* layer) {
            model::Effective after = merge(layers);
            expect_no_wider(after, before, std::string(layer) + " with seed " + std::to_string(seed));
            before = std::move(after);
        };
        generate.layers_below(layers, step);
    }
}

// Everything a layer asked for is there or stands in a list of refusals; nothing blocked is there.
TEST(MergeProperty, NothingIsDroppedSilently) {
    for (unsigned seed = 0; seed < rounds; ++seed) {
        Generator generate(seed);
        const Org org = generate.org();
        Layers layers{.org = &org, .team = Text{"red", {}}};
        layers.workspace = generate.layer("workspace");
        const model::Effective result = merge(layers);
        const auto named = [&](const std::string& kind, const std::string& layer) {
            const auto hit = [&](const model::Refusal& at) { return at.kind == kind && at.layer == layer; };
            return std::ranges::count_if(result.denied, hit) + std::ranges::count_if(result.blocked, hit);
        };
        const std::vector<const Layer*> all = {&org.defaults.layer, &org.teams.at("red").layer, &*layers.workspace};
        for (const Layer* layer : all) {
            const auto from = [&](const auto& at) { return at.origin.from == layer->name; };
            EXPECT_EQ(static_cast<std::ptrdiff_t>(layer->mcp_servers.size()),
                      std::ranges::count_if(result.mcp_servers, from) + named("mcp", layer->name))
                << seed;
        }
        for (const model::Plugin& plugin : result.plugins) {
            EXPECT_EQ(first_plugin_match(org.security.blocked_plugins, plugin.ref), nullptr) << seed;
            EXPECT_EQ(first_plugin_match(org.defaults.disabled_plugins, plugin.ref), nullptr) << seed;
        }
    }
}

// An exception for everything there is, from a store that anybody may write.
Exception exception_for_everything(Store store) {
    Exception exception{.id = "all", .reason = "r", .policy = true, .expires = 3600, .store = store};
    for (const char* kind : {"plugin", "mcp", "destination"}) exception.allow[kind] = {"*"};
    for (const rule::Family& family : rule::families()) {
        exception.allow["rule"].push_back(std::string(family.name) + "/*");
    }
    return exception;
}

bool is_allowed(const Org& org, const model::Plugin& plugin) {
    if (plugin.origin.from == "org" || !org.defaults.allowed_plugins) return true;
    return first_plugin_match(*org.defaults.allowed_plugins, plugin.ref) != nullptr;
}

TEST(MergeProperty, AnExceptionReleasesNoMoreThanItsStoreMay) {
    for (unsigned seed = 0; seed < rounds; ++seed) {
        Generator generate(seed);
        const Org org = generate.org();
        Layers layers{.org = &org, .team = Text{"red", {}}};
        layers.personal = generate.layer("personal");
        layers.workspace = generate.layer("workspace");
        const model::Effective before = merge(layers);
        for (const Store store : {Store::personal, Store::workspace}) {
            layers.exceptions = {exception_for_everything(store)};
            const model::Effective after = merge(layers);
            const std::string what = std::string(name_of(store)) + " with seed " + std::to_string(seed);
            expect_no_wider(after, before, what);
            const bool counts = org.delegation.projects && org.teams.at("red").allow_project_overrides;
            if (store == Store::workspace && !counts) {
                EXPECT_EQ(after.policy_digest, before.policy_digest) << what;
            }
            for (const model::Plugin& plugin : after.plugins) {
                EXPECT_EQ(first_plugin_match(org.security.blocked_plugins, plugin.ref), nullptr) << what;
                if (store == Store::personal) continue;
                EXPECT_EQ(first_plugin_match(org.defaults.disabled_plugins, plugin.ref), nullptr) << what;
                EXPECT_TRUE(is_allowed(org, plugin)) << what << ": " << plugin.ref;
            }
        }
    }
}

TEST(MergeProperty, TheOrderOfListsDoesNotMatter) {
    for (unsigned seed = 0; seed < rounds; ++seed) {
        Generator generate(seed);
        const Org org = generate.org();
        Org turned = org;
        std::ranges::reverse(turned.security.blocked_plugins);
        std::ranges::reverse(turned.security.blocked_mcp_servers);
        std::ranges::reverse(turned.security.blocked_destinations);
        std::ranges::reverse(turned.delegation.plugins);
        std::ranges::reverse(turned.defaults.layer.plugins);
        if (turned.defaults.allowed_plugins) std::ranges::reverse(*turned.defaults.allowed_plugins);
        const auto names = [](const Org& one) {
            std::vector<std::string> sorted;
            for (const model::Plugin& plugin : merge({.org = &one, .team = Text{"red", {}}}).plugins) {
                sorted.push_back(plugin.ref);
            }
            std::ranges::sort(sorted);
            return sorted;
        };
        EXPECT_EQ(names(org), names(turned)) << seed;
    }
}

// Two layers that tighten give the same rules whichever stands above the other. Rules of their own are left out: of two
// with one id the first counts.
TEST(MergeProperty, TheOrderOfLayersThatTightenDoesNotMatter) {
    for (unsigned seed = 0; seed < rounds; ++seed) {
        Generator generate(seed);
        const Org org = generate.org();
        Layer one = {.name = "personal", .safety = generate.safety("personal")};
        Layer other = {.name = "workspace", .safety = generate.safety("workspace")};
        one.safety.rules.clear();
        other.safety.rules.clear();
        const model::Effective before = merge({.org = &org, .personal = one, .workspace = other});
        const model::Effective turned = merge({.org = &org, .personal = other, .workspace = one});
        EXPECT_EQ(decided(before), decided(turned)) << seed;
        EXPECT_EQ(policy_of(before).allow_when_clean, policy_of(turned).allow_when_clean) << seed;
    }
}

// What a layer asked for is so, or stands among what was refused.
TEST(MergeProperty, NoWishAboutRulesIsDroppedSilently) {
    for (unsigned seed = 0; seed < rounds; ++seed) {
        Generator generate(seed);
        const Org org = generate.org();
        Layers layers{.org = &org, .workspace = generate.layer("workspace")};
        const model::Effective result = merge(layers);
        const rule::Policy policy = policy_of(result);
        const auto refused = [&](const std::string& kind, const std::string& subject) {
            const auto same = [&](const model::Refusal& at) {
                return at.kind == kind && at.item == subject && at.layer == "workspace";
            };
            return std::ranges::any_of(result.narrowed, same) || std::ranges::any_of(result.denied, same);
        };
        const Safety& wanted = layers.workspace->safety;
        for (const auto& [toggle, on] : wanted.toggles) {
            EXPECT_TRUE(policy.is_on(toggle) == on.value || refused("safety." + toggle, "false")) << seed;
        }
        for (const auto& [name, decision] : wanted.decisions) {
            const rule::Rule* row = rule::rule_named(name);
            if (row == nullptr || name.starts_with("files")) continue;
            const bool met = rule::name_of(policy.stated(*row, rule::family_named("git"))) == decision.value;
            EXPECT_TRUE(met || refused("safety.decisions", name + ": " + decision.value)) << seed << name;
        }
        EXPECT_EQ(refused("safety.decisions", "acme/none"), wanted.decisions.contains("acme/none")) << seed;
        if (wanted.action) {
            EXPECT_TRUE(rule::name_of(policy.action) == wanted.action->value ||
                        refused("safety.action", wanted.action->value))
                << seed;
        }
    }
}

TEST(MergeProperty, TheSameLayersGiveTheSameBytes) {
    for (unsigned seed = 0; seed < rounds; ++seed) {
        Generator generate(seed);
        const Org org = generate.org();
        Layers layers{.org = &org, .team = Text{"red", {}}};
        layers.personal = generate.layer("personal");
        EXPECT_EQ(model::to_json(merge(layers)), model::to_json(merge(layers))) << seed;
    }
}

// A wish that repeats what holds already changes nothing of what governs.
TEST(MergeProperty, ALayerThatAsksForWhatIsThereChangesNothing) {
    for (unsigned seed = 0; seed < rounds; ++seed) {
        Generator generate(seed);
        const Org org = generate.org();
        Layers layers{.org = &org, .team = Text{"red", {}}};
        const model::Effective result = merge(layers);
        Layer again{.name = "workspace", .network_policy = result.network_policy};
        again.limits = {result.memory, result.cpus, result.pids, {}};
        again.protected_branches = org.defaults.layer.protected_branches;
        again.safety = org.defaults.layer.safety;
        again.safety.rules.clear();
        for (const model::Plugin& plugin : result.plugins) again.plugins.push_back({plugin.ref, {}});
        layers.workspace = again;
        EXPECT_EQ(merge(layers).policy_digest, result.policy_digest) << seed;
    }
}

}  // namespace
}  // namespace scc::config
