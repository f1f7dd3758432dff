// What counts as widening: row by row, and as properties over the merge.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "compare/change.hpp"
#include "compare/simulate.hpp"
#include "generate.hpp"
#include "merge/merge.hpp"

namespace scc::config {
namespace {

constexpr int rounds = 300;

Org org_of(const std::string& members) {
    const std::string text = R"({"schema_version": "1.0.0", "organization": {"id": "a", "name": "A"})" + members + "}";
    const auto org = read_org(nlohmann::json::parse(text), "org.json");
    EXPECT_TRUE(org) << text << (org ? "" : org.error().message);
    return org.value_or(Org());
}

std::string line_of(const Change& change) {
    const std::string item = change.item.empty() ? "" : " " + change.item;
    const std::string head = std::string(name_of(change.effect)) + " " + change.field + item;
    if (!change.before) return head + " + " + *change.after + "\n";
    if (!change.after) return head + " - " + *change.before + "\n";
    return head + ": " + *change.before + " > " + *change.after + "\n";
}

// What two files mean for team "red", in both directions.
struct Row {
    const char* name;
    const char* before;
    const char* after;
    const char* there;
    const char* back;
};

constexpr const char* red = R"(, "profiles": {"red": {}})";

const Row rows[] = {
    {"a wider network",
     R"(, "defaults": {"network_policy": "locked-down-web"})",
     R"(, "defaults": {"network_policy": "web-egress-enforced"})",
     "widens network_policy: locked-down-web > web-egress-enforced\n",
     "narrows network_policy: web-egress-enforced > locked-down-web\n"},
    {"hosts are only worth something where the network lets them be reached",
     R"(, "defaults": {"network_policy": "open"})",
     R"(, "defaults": {"network_policy": "web-egress-enforced", "allowed_destinations": ["a.test"]})",
     "changes destinations a.test + \nnarrows destinations * - \nnarrows network_policy: open > web-egress-enforced\n",
     "widens destinations * + \nwidens network_policy: web-egress-enforced > open\nchanges destinations a.test - \n"},
    {"a host below one that is reached already",
     R"(, "defaults": {"network_policy": "web-egress-enforced", "allowed_destinations": ["*.a.test"]})",
     R"(, "defaults": {"network_policy": "web-egress-enforced", "allowed_destinations": ["*.a.test", "x.a.test"]})",
     "changes destinations x.a.test + \n",
     "changes destinations x.a.test - \n"},
    {"a blocked host that is let go",
     R"(, "security": {"blocked_destinations": ["a.test", "*.a.test"]})",
     R"(, "security": {"blocked_destinations": ["*.a.test"]})",
     "widens blocked_destinations a.test - \n",
     "narrows blocked_destinations a.test + \n"},
    {"a plugin for everybody",
     "",
     R"(, "defaults": {"enabled_plugins": ["css@m"]})",
     "widens plugins css@m + \n",
     "narrows plugins css@m - \n"},
    {"a block in other words",
     R"(, "security": {"blocked_plugins": ["risky", "risk@m"]})",
     R"(, "security": {"blocked_plugins": ["risk*"]})",
     "changes blocked_plugins risk@m - \nchanges blocked_plugins risky - \nnarrows blocked_plugins risk* + \n",
     "widens blocked_plugins risk* - \nchanges blocked_plugins risk@m + \nchanges blocked_plugins risky + \n"},
    {"a pattern whose class nobody compares",
     R"(, "security": {"blocked_plugins": ["risk[ab]"]})",
     R"(, "security": {"blocked_plugins": ["risk*"]})",
     "widens blocked_plugins risk[ab] - \nnarrows blocked_plugins risk* + \n",
     "widens blocked_plugins risk* - \nnarrows blocked_plugins risk[ab] + \n"},
    {"methods of signing in where any would do",
     "",
     R"(, "providers": {"one": {"sign_in": ["key"]}})",
     "changes providers.sign_in * but one + \nchanges providers.sign_in one key + \nnarrows providers.sign_in * but - "
     "\n",
     "widens providers.sign_in * but + \nchanges providers.sign_in * but one - \nchanges providers.sign_in one key - "
     "\n"},
    {"one more method, and another provider's taken away",
     R"(, "providers": {"one": {"sign_in": ["key"]}})",
     R"(, "providers": {"one": {"sign_in": ["key", "token"]}, "two": {"sign_in": []}})",
     "widens providers.sign_in one token + \nchanges providers.sign_in * but one two + \n"
     "narrows providers.sign_in * but one - \n",
     "widens providers.sign_in * but one + \nchanges providers.sign_in * but one two - \n"
     "narrows providers.sign_in one token - \n"},
    {"another place where prompts go",
     R"(, "providers": {"one": {"gateway": "https://a.test", "credential": "env:A"}})",
     R"(, "providers": {"one": {"gateway": "https://b.test", "credential": "env:A"}})",
     "widens providers.gateway one: https://a.test > https://b.test\n",
     "widens providers.gateway one: https://b.test > https://a.test\n"},
    {"a list of providers where there was none",
     "",
     R"(, "security": {"allowed_providers": ["one"]})",
     "changes providers one + \nnarrows providers * - \n",
     "widens providers * + \nchanges providers one - \n"},
    {"more memory",
     R"(, "defaults": {"limits": {"memory": "1g"}})",
     R"(, "defaults": {"limits": {"memory": "1024m"}})",
     "changes limits.memory: 1g > 1024m\n",
     "changes limits.memory: 1024m > 1g\n"},
    {"a limit that goes",
     R"(, "defaults": {"limits": {"pids": 100}})",
     "",
     "widens limits.pids - 100\n",
     "narrows limits.pids + 100\n"},
    {"longer sessions",
     R"(, "defaults": {"session": {"timeout_hours": 2}})",
     R"(, "defaults": {"session": {"timeout_hours": 4}})",
     "widens session.timeout_hours: 2 > 4\n",
     "narrows session.timeout_hours: 4 > 2\n"},
    {"a rule that is let go",
     "",
     R"(, "security": {"safety_net": {"decisions": {"git/no-verify": "allow"}}})",
     "widens safety.decisions git/no-verify: warn > allow\n",
     "narrows safety.decisions git/no-verify: allow > warn\n"},
    {"another image",
     R"(, "defaults": {"image": {"shell": "a:1"}})",
     R"(, "defaults": {"image": {"shell": "a:2"}})",
     "changes images shell: a:1 > a:2\n",
     "changes images shell: a:2 > a:1\n"},
    {"what a team may add",
     "",
     R"(, "delegation": {"teams": {"allow_additional_plugins": ["re*"]}})",
     "widens delegation.plugins + \n",
     "narrows delegation.plugins - \n"},
    {"an older copy of the file is good enough",
     R"(, "security": {"max_policy_age_hours": 24})",
     R"(, "security": {"max_policy_age_hours": 48})",
     "widens max_policy_age_hours: 24 > 48\n",
     "narrows max_policy_age_hours: 48 > 24\n"},
    {"programs as servers, and from where",
     "",
     R"(, "security": {"allow_stdio_mcp": true, "allowed_stdio_prefixes": ["/opt"]})",
     "widens allow_stdio_mcp + \nchanges allowed_stdio_prefixes /opt + \nnarrows allowed_stdio_prefixes * - \n",
     "widens allowed_stdio_prefixes * + \nchanges allowed_stdio_prefixes /opt - \nnarrows allow_stdio_mcp - \n"},
};

std::string lines_between(const Org& before, const Org& after) {
    std::string lines;
    for (const Change& change : changes(rules_of(before, "red", 0), rules_of(after, "red", 0)))
        lines += line_of(change);
    return lines;
}

TEST(Compare, SaysWhichWayAValueWent) {
    for (const Row& row : rows) {
        const Org before = org_of(std::string(row.before) + red);
        const Org after = org_of(std::string(row.after) + red);
        EXPECT_EQ(lines_between(before, after), row.there) << row.name;
        EXPECT_EQ(lines_between(after, before), row.back) << row.name << ", and back";
        EXPECT_EQ(lines_between(after, after), "") << row.name;
    }
}

TEST(Compare, ShowsNoSecretOfAServer) {
    const char* const server = R"(, "delegation": {"teams": {"allow_additional_mcp_servers": ["*"]}},
        "profiles": {"red": {"additional_mcp_servers": [{"name": "docs", "type": "http", "url": "https://docs.test/",
                                                         "headers": {"X-Key": "open sesame"}}]}})";
    const std::string lines = lines_between(org_of(red), org_of(server));
    EXPECT_NE(lines.find("widens mcp_servers docs + http https://docs.test/ X-Key=***"), std::string::npos) << lines;
    EXPECT_EQ(lines.find("sesame"), std::string::npos) << lines;
}

// Every value of a plan's configuration that governs is a row of the table, under the name it has there.
TEST(Compare, LeavesNoSectionOut) {
    const std::vector<std::string> fields = compared_fields();
    const auto compared = [&](const std::string& name) {
        return std::ranges::any_of(fields,
                                   [&](const std::string& at) { return at == name || at.starts_with(name + "."); });
    };
    const std::vector<std::string> govern_nothing = {
        "organization", "team", "denied", "blocked", "narrowed", "exceptions_used", "policy_digest", "sources"};
    const nlohmann::json config = model::to_json(model::Effective{.safety = {"{}", {}}});
    for (const auto& [name, value] : config.items()) {
        if (std::ranges::count(govern_nothing, name) > 0) continue;
        EXPECT_TRUE(compared(name)) << name;
    }
}

bool widens(const Change& change) { return change.effect == Effect::widens; }

// A layer below the organisation, which lets nobody add anything, never widens any section. A team's hours are its own
// to say where no limit stands.
TEST(CompareProperty, ALayerBelowWidensNothing) {
    for (unsigned seed = 0; seed < rounds; ++seed) {
        Generator generate(seed);
        Org org = generate.org();
        org.delegation = {};
        Layers layers{.org = &org};
        Rules before = rules_of(merge(layers), grants_of(org, ""));
        const auto step = [&](const char* layer) {
            Rules after = rules_of(merge(layers), grants_of(org, ""));
            for (const Change& change : changes(before, after)) {
                if (change.field == "session.timeout_hours" && std::string(layer) == "team") continue;
                EXPECT_FALSE(widens(change)) << seed << " " << layer << ": " << line_of(change);
            }
            before = std::move(after);
        };
        generate.layers_below(layers, step);
    }
}

// Whatever is done to make a file stricter, nobody may do more under it.
TEST(CompareProperty, AStricterFileWidensNothing) {
    using Tighten = void (*)(Org&);
    const Tighten all[] = {
        [](Org& org) {
            org.security.blocked_plugins.push_back({"*", {}});
        },
        [](Org& org) {
            org.security.blocked_mcp_servers.push_back({"*", {}});
        },
        [](Org& org) {
            org.security.blocked_destinations.push_back({"x.test", {}});
        },
        [](Org& org) { org.security.allow_stdio_mcp = false; },
        [](Org& org) { org.security.standalone_forbidden = true; },
        [](Org& org) { org.security.strict_mcp_allow = true; },
        [](Org& org) {
            org.security.allowed_providers = Texts{{"two"}, {}};
        },
        [](Org& org) {
            org.defaults.disabled_plugins.push_back({"css", {}});
        },
        [](Org& org) { org.defaults.allowed_plugins = std::vector<Text>(); },
        [](Org& org) { org.defaults.allowed_mcp_servers = std::vector<Text>(); },
        [](Org& org) {
            org.defaults.layer.network_policy = Text{"locked-down-web", {}};
        },
        [](Org& org) {
            org.defaults.layer.limits.memory = Text{"1m", {}};
        },
        [](Org& org) {
            org.defaults.layer.limits.session_hours = Number{1, {}};
        },
        [](Org& org) {
            org.defaults.layer.safety.packs.push_back({"database", {}});
        },
        [](Org& org) { org.delegation = {}; },
        [](Org& org) { org.exceptions.clear(); },
    };
    for (unsigned seed = 0; seed < rounds; ++seed) {
        Generator generate(seed);
        const Org org = generate.org();
        Org stricter = org;
        for (const Tighten tighten : all) {
            if (generate.chance(3)) tighten(stricter);
        }
        for (const char* team : {"", "red"}) {
            for (const Change& change : changes(rules_of(org, team, 0), rules_of(stricter, team, 0))) {
                EXPECT_FALSE(widens(change)) << seed << " " << team << ": " << line_of(change);
            }
        }
    }
}

// What widens on the way there narrows on the way back, unless one thing stands in another's place.
TEST(CompareProperty, TheWayBackIsTheOtherWay) {
    for (unsigned seed = 0; seed < rounds; ++seed) {
        Generator one(seed), other(seed + rounds);
        const Org before = one.org();
        const Org after = other.org();
        const auto there = changes(rules_of(before, "red", 0), rules_of(after, "red", 0));
        const auto back = changes(rules_of(after, "red", 0), rules_of(before, "red", 0));
        ASSERT_EQ(there.size(), back.size()) << seed;
        for (const Change& change : there) {
            const auto same = [&](const Change& at) { return at.field == change.field && at.item == change.item; };
            const auto opposite = std::ranges::find_if(back, same);
            ASSERT_NE(opposite, back.end()) << seed << " " << line_of(change);
            const bool replaced = change.before && change.after;
            EXPECT_TRUE(replaced || static_cast<int>(change.effect) + static_cast<int>(opposite->effect) == 2)
                << seed << " " << line_of(change) << line_of(*opposite);
        }
    }
}

}  // namespace
}  // namespace scc::config
