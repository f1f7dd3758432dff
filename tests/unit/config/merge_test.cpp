#include "merge/merge.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "wire/parse.hpp"

namespace scc::config {
namespace {

// One row of the merge: what the files say, and what of it is left. `out` names values as "plugins a@m b@m",
// "denied plugin c@m", "network open team.web" and so on, one a line, in the order of the result.
struct Row {
    const char* title;
    const char* org;
    const char* workspace;
    const char* out;
};

constexpr const char* head = R"({"schema_version": "1.0.0", "organization": {"id": "acme", "name": "Acme"})";

std::string listed(const model::Effective& effective) {
    std::string lines = "network " + effective.network_policy.value + " " + effective.network_policy.origin.from + "\n";
    for (const auto& at : effective.destinations) lines += "to " + model::text_of(at) + " " + at.origin.from + "\n";
    for (const auto& at : effective.plugins) lines += "plugin " + at.ref + " " + at.origin.from + "\n";
    for (const auto& at : effective.mcp_servers) lines += "mcp " + at.name + " " + at.origin.from + "\n";
    if (effective.timeout_hours) {
        lines += "hours " + std::to_string(effective.timeout_hours->value) + " " +
                 effective.timeout_hours->origin.from + "\n";
    }
    if (effective.memory) lines += "memory " + effective.memory->value + " " + effective.memory->origin.from + "\n";
    if (effective.allowed_providers) {
        for (const auto& at : effective.allowed_providers->value) lines += "provider " + at + "\n";
    }
    const std::pair<const char*, const std::vector<model::Refusal>*> lists[] = {
        {"denied", &effective.denied},
        {"blocked", &effective.blocked},
        {"narrowed", &effective.narrowed},
        {"released", &effective.exceptions_used},
    };
    for (const auto& [name, list] : lists) {
        for (const model::Refusal& at : *list) {
            lines += std::string(name) + " " + at.kind + " " + at.item + " " + at.layer + " " +
                     at.origin.because.substr(at.origin.because.find(':') + 1) + "\n";
        }
    }
    return lines;
}

std::string merged(const Row& row) {
    const auto document = wire::parse(std::string(head) + row.org + "}", "org.json");
    if (!document) return document.error().message;
    const auto org = read_org(*document, "org.json");
    if (!org) return org.error().where + ": " + org.error().message;
    Layers layers{.org = &*org, .now = 1000};
    if (org->teams.contains("red")) layers.team = Text{"red", {"command-line", "--team"}};
    const auto table = wire::parse_toml(row.workspace, ".scc.toml");
    if (!table) return table.error().message;
    const auto workspace = read_workspace_file(*table, ".scc.toml");
    if (!workspace) return workspace.error().where + ": " + workspace.error().message;
    layers.workspace = *workspace;
    return listed(merge(layers));
}

constexpr Row rows[] = {
    {"nothing said", "", "", "network open default\n"},
    {"the organisation's own plugins need no delegation and no list",
     R"(, "marketplaces": {"m": {"source": "directory", "path": "/p"}},
        "defaults": {"enabled_plugins": ["a", "@m/b"], "allowed_plugins": []})",
     "",
     "network open default\nplugin a@m org\nplugin b@m org\n"},
    {"a bare name with two marketplaces is no reference",
     R"(, "marketplaces": {"m": {"source": "directory", "path": "/p"}, "n": {"source": "directory", "path": "/q"}},
        "defaults": {"enabled_plugins": ["a"]})",
     "",
     "network open default\ndenied plugin a org /defaults/enabled_plugins/0\n"},
    {"a block wins over everything, whatever the case",
     R"(, "security": {"blocked_plugins": [" RISK* "]}, "defaults": {"enabled_plugins": ["Risky@m"]},
        "delegation": {"teams": {"allow_additional_plugins": ["*"]}},
        "profiles": {"red": {"additional_plugins": ["risk@m", "ok@m"]}})",
     "",
     "network open default\nplugin ok@m team.red\nblocked plugin Risky@m org /security/blocked_plugins/0\n"
     "blocked plugin risk@m team.red /security/blocked_plugins/0\n"},
    {"what the organisation disables no team brings back",
     R"(, "defaults": {"enabled_plugins": ["old@m"], "disabled_plugins": ["old"]},
        "delegation": {"teams": {"allow_additional_plugins": ["red"]}},
        "profiles": {"red": {"additional_plugins": ["old@m"]}})",
     "",
     "network open default\ndenied plugin old@m org /defaults/disabled_plugins/0\n"
     "denied plugin old@m team.red /defaults/disabled_plugins/0\n"},
    {"a team adds where it is delegated and listed",
     R"(, "defaults": {"allowed_plugins": ["css*"]}, "delegation": {"teams": {"allow_additional_plugins": ["r*"]}},
        "profiles": {"red": {"additional_plugins": ["css@m", "js@m"]}})",
     "",
     "network open default\nplugin css@m team.red\ndenied plugin js@m team.red /defaults/allowed_plugins\n"},
    {"a team that is not delegated adds nothing",
     R"(, "delegation": {"teams": {"allow_additional_plugins": ["blue"]}},
        "profiles": {"red": {"additional_plugins": ["css@m"]}})",
     "",
     "network open default\ndenied plugin css@m team.red /delegation/teams/allow_additional_plugins\n"},
    {"a workspace needs both switches: the organisation's is off",
     R"(, "profiles": {"red": {"delegation": {"allow_project_overrides": true}}})",
     "additional_plugins = ['p@m']",
     "network open default\ndenied plugin p@m workspace /delegation/projects/inherit_team_delegation\n"},
    {"a workspace needs both switches: the team's is off",
     R"(, "delegation": {"projects": {"inherit_team_delegation": true}}, "profiles": {"red": {}})",
     "additional_plugins = ['p@m']",
     "network open default\ndenied plugin p@m workspace /profiles/red/delegation/allow_project_overrides\n"},
    {"a workspace with both switches adds",
     R"(, "delegation": {"projects": {"inherit_team_delegation": true}},
        "profiles": {"red": {"delegation": {"allow_project_overrides": true}}})",
     "additional_plugins = ['p@m']",
     "network open default\nplugin p@m workspace\n"},
    {"without a team a workspace adds nothing",
     R"(, "delegation": {"projects": {"inherit_team_delegation": true}})",
     "additional_plugins = ['p@m']",
     "network open default\ndenied plugin p@m workspace /delegation\n"},
    {"a team narrows the network",
     R"(, "defaults": {"network_policy": "open"}, "profiles": {"red": {"network_policy": "web-egress-enforced"}})",
     "",
     "network web-egress-enforced team.red\n"},
    {"nobody widens the network",
     R"(, "defaults": {"network_policy": "web-egress-enforced"}, "profiles": {"red": {"network_policy": "open"}})",
     "network_policy = 'open'",
     "network web-egress-enforced org\nnarrowed network_policy open team.red /defaults/network_policy\n"
     "narrowed network_policy open workspace /defaults/network_policy\n"},
    {"a workspace that locks down evicts what a team put on the network",
     R"(, "security": {"allow_stdio_mcp": true}, "delegation": {"teams": {"allow_additional_mcp_servers": ["red"]}},
        "profiles": {"red": {"additional_mcp_servers": [{"name": "docs", "type": "http", "url": "https://d.test/"},
                                                         {"name": "run", "type": "stdio", "command": "/bin/run"}]}})",
     "network_policy = 'locked-down-web'",
     "network locked-down-web workspace\nmcp run team.red\nblocked mcp docs team.red /network_policy\n"},
    {"a second server of one name is denied",
     R"(, "delegation": {"teams": {"allow_additional_mcp_servers": ["red"]}},
        "profiles": {"red": {"additional_mcp_servers": [{"name": "docs", "type": "http", "url": "https://a.test/"},
                                                         {"name": "docs", "type": "http", "url": "https://b.test/"}]}})",
     "",
     "network open default\nmcp docs team.red\n"
     "denied mcp docs team.red /profiles/red/additional_mcp_servers/0\n"},
    {"a blocked host is blocked in every spelling",
     R"(, "security": {"blocked_mcp_servers": ["evil.test"]},
        "delegation": {"teams": {"allow_additional_mcp_servers": ["red"]}},
        "profiles": {"red": {"additional_mcp_servers": [
            {"name": "a", "type": "http", "url": "https://EVIL.test./x"},
            {"name": "b", "type": "http", "url": "https://good.test@evil.test/"},
            {"name": "c", "type": "sse", "url": "https://evil.test:8443/"}]}})",
     "",
     "network open default\nblocked mcp a team.red /security/blocked_mcp_servers/0\n"
     "blocked mcp b team.red /security/blocked_mcp_servers/0\n"
     "blocked mcp c team.red /security/blocked_mcp_servers/0\n"},
    {"a blocked host is blocked as an address, in other letters and as the parent of what is blocked",
     R"(, "security": {"blocked_mcp_servers": ["127.0.0.1", "b\u00f6se.test", "*.shady.test", "host:[::1]", "10.1"]},
        "delegation": {"teams": {"allow_additional_mcp_servers": ["red"]}},
        "profiles": {"red": {"additional_mcp_servers": [
            {"name": "a", "type": "http", "url": "http://2130706433/"},
            {"name": "b", "type": "http", "url": "http://[::ffff:127.0.0.1]/"},
            {"name": "c", "type": "http", "url": "https://xn--bse-sna.test/"},
            {"name": "d", "type": "http", "url": "https://B\u00d6SE.test/"},
            {"name": "e", "type": "http", "url": "https://shady.test/"},
            {"name": "f", "type": "http", "url": "http://[0:0:0:0:0:0:0:1]:8080/"},
            {"name": "g", "type": "http", "url": "http://10.0.0.1/"}]}})",
     "",
     "network open default\nblocked mcp a team.red /security/blocked_mcp_servers/0\n"
     "blocked mcp b team.red /security/blocked_mcp_servers/0\n"
     "blocked mcp c team.red /security/blocked_mcp_servers/1\n"
     "blocked mcp d team.red /security/blocked_mcp_servers/1\n"
     "blocked mcp e team.red /security/blocked_mcp_servers/2\n"
     "blocked mcp f team.red /security/blocked_mcp_servers/3\n"
     "blocked mcp g team.red /security/blocked_mcp_servers/4\n"},
    {"a block sees what a launcher is told to run, an allow list the launcher alone",
     R"(, "security": {"allow_stdio_mcp": true, "blocked_mcp_servers": ["*evil*"]},
        "defaults": {"allowed_mcp_servers": ["command:/usr/bin/*", "/opt/*"]},
        "delegation": {"teams": {"allow_additional_mcp_servers": ["red"]}},
        "profiles": {"red": {"additional_mcp_servers": [
            {"name": "a", "type": "stdio", "command": "/usr/bin/npx", "args": ["-y", "@evil/mcp"]},
            {"name": "b", "type": "stdio", "command": "/usr/bin/npx", "args": ["-y", "@good/mcp"]},
            {"name": "c", "type": "stdio", "command": "/tmp/run", "args": ["/opt/mcp"]}]}})",
     "",
     "network open default\nmcp b team.red\ndenied mcp c team.red /defaults/allowed_mcp_servers\n"
     "blocked mcp a team.red /security/blocked_mcp_servers/0\n"},
    {"no variable makes an allowed command run other programs",
     R"(, "security": {"allow_stdio_mcp": true, "allowed_stdio_prefixes": ["/opt"]},
        "delegation": {"teams": {"allow_additional_mcp_servers": ["red"]}},
        "profiles": {"red": {"additional_mcp_servers": [
            {"name": "a", "type": "stdio", "command": "/opt/a", "env": {"LD_PRELOAD": "/tmp/x.so"}},
            {"name": "b", "type": "stdio", "command": "/opt/b", "env": {"DEBUG": "1"}},
            {"name": "c", "type": "stdio", "command": "/opt/c", "env": {"node_options": "-r /tmp/x.js"}}]}})",
     "",
     "network open default\nmcp b team.red\nblocked mcp a team.red /security/allowed_stdio_prefixes\n"
     "blocked mcp c team.red /security/allowed_stdio_prefixes\n"},
    {"a workspace cannot take the name of a team's server",
     R"(, "delegation": {"teams": {"allow_additional_mcp_servers": ["red"]},
                         "projects": {"inherit_team_delegation": true}},
        "profiles": {"red": {"delegation": {"allow_project_overrides": true},
            "additional_mcp_servers": [{"name": "docs", "type": "http", "url": "https://a.test/"}]}})",
     "[[additional_mcp_servers]]\nname = 'docs'\ntype = 'http'\nurl = 'https://b.test/'",
     "network open default\nmcp docs team.red\n"
     "denied mcp docs workspace /profiles/red/additional_mcp_servers/0\n"},
    {"an allow list does not look into another host's path",
     R"(, "defaults": {"allowed_mcp_servers": ["https://*.acme.test/*"]},
        "delegation": {"teams": {"allow_additional_mcp_servers": ["red"]}},
        "profiles": {"red": {"additional_mcp_servers": [
            {"name": "a", "type": "http", "url": "https://mcp.acme.test/x"},
            {"name": "b", "type": "http", "url": "https://evil.test/x.acme.test/y"}]}})",
     "",
     "network open default\nmcp a team.red\ndenied mcp b team.red /defaults/allowed_mcp_servers\n"},
    {"a name is enough for an allow list, unless it is strict",
     R"(, "security": {"strict_mcp_allow": true}, "defaults": {"allowed_mcp_servers": ["docs", "name:wiki"]},
        "delegation": {"teams": {"allow_additional_mcp_servers": ["red"]}},
        "profiles": {"red": {"additional_mcp_servers": [{"name": "docs", "type": "http", "url": "https://x.test/"}]}})",
     "",
     "network open default\ndenied mcp docs team.red /defaults/allowed_mcp_servers\n"},
    {"programs lie below the allowed directories",
     R"(, "security": {"allow_stdio_mcp": true, "allowed_stdio_prefixes": ["/opt/mcp/"]},
        "delegation": {"teams": {"allow_additional_mcp_servers": ["red"]}},
        "profiles": {"red": {"additional_mcp_servers": [{"name": "a", "type": "stdio", "command": "/opt/mcp/a"},
                                                         {"name": "b", "type": "stdio", "command": "/opt/mcp/../b"},
                                                         {"name": "c", "type": "stdio", "command": "/opt/mcpx/c"},
                                                         {"name": "d", "type": "stdio", "command": "d"}]}})",
     "",
     "network open default\nmcp a team.red\nblocked mcp b team.red /security/allowed_stdio_prefixes\n"
     "blocked mcp c team.red /security/allowed_stdio_prefixes\n"
     "blocked mcp d team.red /profiles/red/additional_mcp_servers/3\n"},
    {"destinations need delegation to be added, and none to be blocked",
     R"(, "defaults": {"allowed_destinations": ["set:npm", "git.test"]},
        "delegation": {"teams": {"allow_additional_destinations": ["blue"]}},
        "profiles": {"red": {"allowed_destinations": ["x.test"], "blocked_destinations": ["git.test"]}})",
     "",
     "network open default\nto registry.npmjs.org org\n"
     "denied destination x.test team.red /delegation/teams/allow_additional_destinations\n"
     "blocked destination git.test org /profiles/red/blocked_destinations/0\n"},
    {"a blocked destination covers what lies below it and the servers behind it",
     R"(, "security": {"blocked_destinations": ["*.bad.test"]},
        "defaults": {"allowed_destinations": ["a.bad.test", "*.b.bad.test", "bad.test"]},
        "delegation": {"teams": {"allow_additional_mcp_servers": ["red"]}},
        "profiles": {"red": {"additional_mcp_servers": [{"name": "m", "type": "http", "url": "https://m.bad.test/"}]}})",
     "",
     "network open default\nto bad.test org\nblocked destination a.bad.test org /security/blocked_destinations/0\n"
     "blocked destination *.b.bad.test org /security/blocked_destinations/0\n"
     "blocked mcp m team.red /security/blocked_destinations/0\n"},
    {"a workspace may name a set there is not",
     R"(, "delegation": {"projects": {"inherit_team_delegation": true}},
        "profiles": {"red": {"delegation": {"allow_project_overrides": true}}})",
     "allowed_destinations = ['set:none', 'set:npm']",
     "network open default\nto registry.npmjs.org workspace\n"
     "denied destination set:none workspace /allowed_destinations/0\n"},
    {"a team's session stands, within the limit",
     R"(, "defaults": {"session": {"timeout_hours": 4}, "limits": {"session_hours": 10, "memory": "4g"}},
        "profiles": {"red": {"session": {"timeout_hours": 20}, "limits": {"memory": "8192m"}}})",
     "session = {timeout_hours = 2}\nlimits = {memory = '1g'}",
     "network open default\nhours 10 org\nmemory 1g workspace\n"
     "denied session.timeout_hours 2 workspace /delegation/projects/inherit_team_delegation\n"
     "narrowed limits.memory 8192m team.red /defaults/limits/memory\n"
     "narrowed session.timeout_hours 20 team.red /defaults/limits/session_hours\n"},
    {"a team takes providers away and adds none",
     R"(, "security": {"allowed_providers": ["one", "two"]},
        "profiles": {"red": {"allowed_providers": ["two", "three"]}})",
     "",
     "network open default\nprovider two\nnarrowed provider three team.red /security/allowed_providers\n"},
    {"an exception of the organisation's own releases a block until it ends",
     R"(, "security": {"blocked_plugins": ["risk*"]}, "defaults": {"enabled_plugins": ["risk-a@m", "risk-b@m"]},
        "exceptions": [{"id": "e", "reason": "r", "expires_at": "2030-01-01T00:00:00Z", "allow": {"plugins": ["RISK-A"]}},
                       {"id": "f", "reason": "r", "expires_at": "1970-01-01T00:10:00Z", "allow": {"plugins": ["*"]}}])",
     "",
     "network open default\nplugin risk-a@m org\nblocked plugin risk-b@m org /security/blocked_plugins/0\n"
     "released plugin risk-a@m org /exceptions/0\n"},
    {"an exception of the organisation's own releases a destination that is blocked, and a server there",
     R"(, "security": {"blocked_destinations": ["*.bad.test"]},
        "defaults": {"allowed_destinations": ["a.bad.test", "b.bad.test"]},
        "profiles": {"red": {"additional_mcp_servers": [{"name": "m", "type": "http", "url": "https://m.bad.test/x"}]}},
        "delegation": {"teams": {"allow_additional_mcp_servers": ["red"]}},
        "exceptions": [{"id": "e", "reason": "r", "expires_at": "2030-01-01T00:00:00Z",
                        "allow": {"destinations": ["a.bad.test", "m.bad.test"]}}])",
     "",
     "network open default\nto a.bad.test exception\nto m.bad.test:443 exception\nmcp m team.red\n"
     "blocked destination b.bad.test org /security/blocked_destinations/0\n"
     "released destination a.bad.test org /exceptions/0\nreleased destination m.bad.test:443 team.red /exceptions/0\n"},
    {"an exception of scope local releases what was not delegated, never a block",
     R"(, "security": {"blocked_plugins": ["risk*"]}, "profiles": {"red": {"additional_plugins": ["a@m", "risk@m"]}},
        "exceptions": [{"id": "e", "reason": "r", "scope": "local", "expires_at": "2030-01-01T00:00:00Z",
                        "allow": {"plugins": ["*"]}}])",
     "",
     "network open default\nplugin a@m team.red\nblocked plugin risk@m team.red /security/blocked_plugins/0\n"
     "released plugin a@m team.red /exceptions/0\n"},
    {"no exception makes a server what it is not",
     R"(, "delegation": {"teams": {"allow_additional_mcp_servers": ["red"]}},
        "profiles": {"red": {"additional_mcp_servers": [{"name": "a", "type": "stdio", "command": "/bin/a"}]}},
        "exceptions": [{"id": "e", "reason": "r", "expires_at": "2030-01-01T00:00:00Z", "allow": {"mcp_servers": ["*"]}}])",
     "",
     "network open default\nblocked mcp a team.red /security/allow_stdio_mcp\n"},
};

TEST(Merge, TakesTheLayersInOrder) {
    for (const Row& row : rows) EXPECT_EQ(merged(row), row.out) << row.title;
}

TEST(Merge, WithoutAnOrganisationEverythingAskedForIsThere) {
    const auto table = wire::parse_toml("additional_plugins = ['a']\nallowed_destinations = ['x.test']", ".scc.toml");
    Layers layers;
    layers.workspace = *read_workspace_file(*table, ".scc.toml");
    EXPECT_EQ(listed(merge(layers)),
              "network open default\nto x.test workspace\nplugin a@claude-plugins-official workspace\n");
}

TEST(Merge, SafetyIsOnUnlessTheOrganisationSaysOtherwise) {
    const auto safety = nlohmann::json::parse(merge({}).safety.value);
    EXPECT_EQ(safety.at("action"), "block");
    for (const auto& [toggle, on] : safety.at("toggles").items()) EXPECT_TRUE(on) << toggle;
    EXPECT_EQ(safety.at("toggles").size(), 6U);
    EXPECT_EQ(safety.at("protected_branches"), nlohmann::json(usual_protected_branches()));

    const auto document = wire::parse(std::string(head) + R"(, "defaults": {"protected_branches": ["trunk"]},
        "security": {"safety_net": {"action": "warn", "block_clean": false}}})",
                                      "org.json");
    const auto org = read_org(*document, "org.json");
    ASSERT_TRUE(org);
    const auto own = nlohmann::json::parse(merge({.org = &*org}).safety.value);
    EXPECT_EQ(own.at("action"), "warn");
    EXPECT_EQ(own.at("toggles").at("block_clean"), false);
    EXPECT_EQ(own.at("toggles").at("block_force_push"), true);
    EXPECT_EQ(own.at("protected_branches"), nlohmann::json({"trunk"}));
    EXPECT_EQ(own.at("because"), "org.json:/security/safety_net");
}

TEST(Merge, TheDigestIsOfWhatGovernsAndNothingElse) {
    const auto document = wire::parse(std::string(head) + R"(, "defaults": {"network_policy": "open"}})", "a.json");
    const auto org = read_org(*document, "a.json");
    const auto elsewhere = read_org(*document, "/etc/b.json");
    const std::string digest = merge({.org = &*org}).policy_digest;
    EXPECT_EQ(digest.size(), 64U);
    EXPECT_EQ(merge({.org = &*elsewhere}).policy_digest, digest);
    Layers preferring{.org = &*org};
    preferring.preferences.provider = Text{"ask", {}};
    EXPECT_EQ(merge(preferring).policy_digest, digest);
    Layers narrowing{.org = &*org};
    narrowing.command_line = Layer{.name = "command-line", .network_policy = Text{"locked-down-web", {}}};
    EXPECT_NE(merge(narrowing).policy_digest, digest);
}

}  // namespace
}  // namespace scc::config
