// The strict readers of the organisation's file, .scc.toml and config.toml: what they refuse, in whole sentences.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "layer/secrets.hpp"
#include "layer/settings.hpp"
#include "org/org.hpp"
#include "org/review.hpp"
#include "wire/parse.hpp"

namespace scc::config {
namespace {

struct Row {
    const char* text;
    const char* message;
    const char* where;
};

template <class Value>
void expect_refused(const Result<Value>& read, const Row& row) {
    ASSERT_FALSE(read) << row.text;
    EXPECT_EQ(read.error().message, row.message) << row.text;
    EXPECT_EQ(read.error().where, row.where) << row.text;
    EXPECT_EQ(read.error().code, Code::config) << row.text;
}

constexpr const char* head = R"({"schema_version": "1.0.0", "organization": {"id": "a", "name": "A"}, )";

TEST(OrgFile, IsRefusedWithPointerAndReason) {
    const Row rows[] = {
        {R"("min_cli_version": "2.0.1"})",
         "this file needs version 2.0.1 of the format, and 2.0.0 is understood",
         "o.json:/min_cli_version"},
        {R"("min_cli_version": "2"})",
         "'min_cli_version' must be three numbers, as in 1.2.3",
         "o.json:/min_cli_version"},
        {R"("security": {"safety_net": {"action": "deny"}}})",
         "'action' must be one of block, warn, allow",
         "o.json:/security/safety_net/action"},
        {R"("security": {"safety_net": {"packs": ["git"]}}})",
         "'git' is no pack",
         "o.json:/security/safety_net/packs/0"},
        {R"("profiles": {"red": {"safety_net": {"packs": ["all"]}}}})",
         "'all' is no pack",
         "o.json:/profiles/red/safety_net/packs/0"},
        {R"("profiles": {"red": {"safety_net": {"block_push": true}}}})",
         "unknown key 'block_push'",
         "o.json:/profiles/red/safety_net/block_push"},
        {R"("profiles": {"red": {"safety_net": {"decisions": {"gti/*": "warn"}}}}})",
         "there is no family 'gti'",
         "o.json:/profiles/red/safety_net/decisions/gti~1*"},
        {R"("profiles": {"red": {"rules": [{"id": "git/clean-force", "program": "x", "because": "y", "instead": "z"}]}}})",
         "rule 'git/clean-force' is one of scc's own",
         "o.json:/profiles/red/rules/0/id"},
        {R"("security": {"blocked_base_images": []}})",
         "unknown key 'blocked_base_images'",
         "o.json:/security/blocked_base_images"},
        {R"("security": {"rules": [{"id": "x/y", "program": "git", "word": "(", "because": "y", "instead": "z"}]}})",
         "pattern '(' is wrong: missing ): (",
         "o.json:/security/rules/0/word"},
        {R"("defaults": {"network_policy": "isolated"}})",
         "'network_policy' must be one of open, web-egress-enforced, locked-down-web",
         "o.json:/defaults/network_policy"},
        {R"("defaults": {"session": {"timeout_hours": 25}}})",
         "'timeout_hours' must be a whole number from 1 to 24",
         "o.json:/defaults/session/timeout_hours"},
        {R"("defaults": {"limits": {"memory": "lots"}}})",
         "'memory' must be a size such as 512m or 4g",
         "o.json:/defaults/limits/memory"},
        {R"("defaults": {"allowed_destinations": ["ok.test", "https://x.test"]}})",
         "'https://x.test' is no destination: write HOST, *.HOST, HOST:PORT or set:NAME",
         "o.json:/defaults/allowed_destinations/1"},
        {R"("defaults": {"allowed_destinations": ["set:mine"]}})",
         "there is no destination set 'mine'",
         "o.json:/defaults/allowed_destinations/0"},
        {R"("network": {"private_cidrs": [{"cidr": "10.0.0.0/33", "reason": "r"}]}})",
         "'cidr' must be ADDRESS/BITS",
         "o.json:/network/private_cidrs/0/cidr"},
        {R"("marketplaces": {"m": {"source": "url", "url": "http://x.test"}}})",
         "'url' must start with https://",
         "o.json:/marketplaces/m/url"},
        {R"("profiles": {"red": {"config_source": {"source": "directory", "path": "/x"}}}})",
         "'source' must be one of github, git, url",
         "o.json:/profiles/red/config_source/source"},
        {R"("profiles": {"red": {"additional_mcp_servers": [{"name": "a", "type": "stdio"}]}}})",
         "key 'command' is missing",
         "o.json:/profiles/red/additional_mcp_servers/0"},
        {R"("profiles": {"red": {"additional_mcp_servers": [{"name": "a", "type": "http", "url": "docs"}]}}})",
         "'url' must be an http or https URL",
         "o.json:/profiles/red/additional_mcp_servers/0/url"},
        {R"("profiles": {"red": {"enabled_bundles": ["b"]}}})",
         "there is no bundle 'b'",
         "o.json:/profiles/red/enabled_bundles/0"},
        {R"("governed_artifacts": {"bundles": {"b": {"members": ["x"]}}}})",
         "there is no artifact 'x'",
         "o.json:/governed_artifacts/bundles/b/members/0"},
        {R"("governed_artifacts": {"artifacts": {"a": {"kind": "skill"}}, "bundles": {"b": {"artifacts": ["a", "a"]}}}})",
         "artifact 'a' is named twice",
         "o.json:/governed_artifacts/bundles/b/artifacts/1"},
        {R"("governed_artifacts": {"artifacts": {"a": {"kind": "skill"}},
            "bundles": {"b": {"artifacts": ["a"], "members": []}}}})",
         "'members' and 'artifacts' say different things",
         "o.json:/governed_artifacts/bundles/b/members"},
        {R"("governed_artifacts": {"bindings": {"x/y": [{"provider": "red"}]}}})",
         "there is no artifact 'x/y'",
         "o.json:/governed_artifacts/bindings/x~1y"},
        {R"("governed_artifacts": {"artifacts": {"a": {"kind": "skill", "bindings": {"red": {"native_ref": "r"}}}},
            "bindings": {"a": [{"provider": "red", "native_ref": "r"}, {"provider": "red", "native_ref": "s"}]}}})",
         "artifact 'a' has another binding for 'red'",
         "o.json:/governed_artifacts/bindings/a/1"},
        {R"("governed_artifacts": {"artifacts": {"a": {"kind": "skill", "bindings": {"red": {"hooks": 1}}}}}})",
         "'hooks' must be a string",
         "o.json:/governed_artifacts/artifacts/a/bindings/red/hooks"},
        {R"("governed_artifacts": {"artifacts": {"a": {"kind": "skill", "source_url": "https://x.test"}}}})",
         "what is said about the source needs 'source_type'",
         "o.json:/governed_artifacts/artifacts/a/source_type"},
        {R"("governed_artifacts": {"artifacts": {"a": {"kind": "skill", "source": {"type": "local"}}}}})",
         "a source of type 'local' needs 'path'",
         "o.json:/governed_artifacts/artifacts/a/source/path"},
        {R"("governed_artifacts": {"artifacts": {"a": {"kind": "skill", "source": {"type": "git", "url": "file:///x"}}}}})",
         "'url' must start with https:// or git@",
         "o.json:/governed_artifacts/artifacts/a/source/url"},
        {R"("governed_artifacts": {"artifacts": {"a": {"kind": "skill", "source_type": "git",
            "source_url": "https://x.test/a", "source_path": "../b"}}}})",
         "'source_path' must stay within what is fetched",
         "o.json:/governed_artifacts/artifacts/a/source_path"},
        {R"("governed_artifacts": {"artifacts": {"a": {"kind": "skill", "source_type": "url",
            "source_url": "https://x.test/a", "source": {"type": "url", "url": "https://x.test/b"}}}}})",
         "'source' and 'source_type' say different things",
         "o.json:/governed_artifacts/artifacts/a/source"},
        {R"("marketplaces": {"a@b": {"source": "directory", "path": "/p"}}})",
         "'a@b' is no name for a marketplace",
         "o.json:/marketplaces/a@b"},
        {R"("marketplaces": {"Claude-Plugins-Official": {"source": "directory", "path": "/p"}}})",
         "the name 'claude-plugins-official' belongs to another marketplace",
         "o.json:/marketplaces/Claude-Plugins-Official"},
        {R"("marketplaces": {"m": {"source": "git", "url": "https://x.test/a", "path": "a/../../b"}}})",
         "'path' must stay within the repository",
         "o.json:/marketplaces/m/path"},
        {R"("exceptions": [{"id": "e", "reason": "r", "expires_at": "tomorrow", "allow": {}}]})",
         "'expires_at' must be a time such as 2030-01-31T12:00:00Z",
         "o.json:/exceptions/0/expires_at"},
    };
    for (const Row& row : rows) {
        const auto document = wire::parse(std::string(head) + row.text, "dir/o.json");
        ASSERT_TRUE(document) << row.text;
        expect_refused(read_org(*document, "o.json"), row);
    }
}

TEST(Secrets, AreFoundInTheValuesOfAServer) {
    const std::string token = "ghp_" + std::string(30, 'a');
    const std::pair<model::McpServer, std::vector<std::string>> rows[] = {
        {{.headers = {{"Authorization", "Bearer 12345abc"}}}, {"headers/Authorization"}},
        {{.headers = {{"X-Note", token}}}, {"headers/X-Note"}},
        {{.args = {"--key", token}, .env = {{"API_KEY", "abcdefgh"}}}, {"env/API_KEY", "args/1"}},
        {{.headers = {{"Authorization", "Bearer ${TOKEN}"}}}, {}},
        {{.headers = {{"Authorization", "env:DOCS_TOKEN"}}}, {}},
        {{.env = {{"API_KEY", "command:pass show docs"}}}, {}},
        {{.env = {{"TOKEN_LIMIT", "400000000"}, {"SESSION_TOKEN", "off"}}}, {}},
    };
    for (const auto& [server, keys] : rows) EXPECT_EQ(secrets_in(server), keys);
}

TEST(OrgFile, IsReadWithASecretInItAndSaysSo) {
    const auto document = wire::parse(head + std::string(R"("profiles": {"red": {"additional_mcp_servers": [
        {"name": "d", "type": "http", "url": "https://d.test", "headers": {"Authorization": "Bearer 12345abc"}}]}}})"),
                                      "o");
    const auto org = read_org(*document, "o.json");
    ASSERT_TRUE(org);
    const std::vector<Finding> findings = review(*org);
    const auto told = std::ranges::find(findings, std::string(secret_found), &Finding::message);
    ASSERT_NE(told, findings.end());
    EXPECT_FALSE(told->error);
    EXPECT_EQ(told->where, "o.json:/profiles/red/additional_mcp_servers/0/headers/Authorization");
}

TEST(OrgFile, RefusesNamesOfTeamsThatAreNone) {
    for (const char* name : {"../../etc", "a/b", "a\\\\b", "..", ".", "-x", " x", "x ", "", "a\\u0007b", "a\\u0000b"}) {
        const auto document = wire::parse(head + std::string(R"("profiles": {")") + name + R"(": {}}})", "o");
        ASSERT_TRUE(document) << name;
        const auto org = read_org(*document, "o.json");
        ASSERT_FALSE(org) << name;
        EXPECT_NE(org.error().message.find("is no name for a team"), std::string::npos) << org.error().message;
    }
}

TEST(OrgFile, ShowsAllFaultsAtOnce) {
    const auto document = wire::parse(R"({"schema_version": "2", "organization": {"id": "A b"}, "profile": {}})", "o");
    const auto org = read_org(*document, "o.json");
    ASSERT_FALSE(org);
    EXPECT_EQ(org.error().where, "o.json:/schema_version");
    ASSERT_EQ(org.error().also.size(), 3U);
    EXPECT_EQ(org.error().also[0].message, "key 'name' is missing");
    EXPECT_EQ(org.error().also[1].where, "o.json:/organization/id");
    EXPECT_EQ(org.error().also[2].hint, "did you mean 'profiles'?");
}

TEST(OrgFile, LeavesOrganizationAndServersOpen) {
    const auto document = wire::parse(
        R"({"schema_version": "1.0.0", "organization": {"id": "a", "name": "A", "unit": 7}, "profiles": {"red":
            {"additional_mcp_servers": [{"name": "d", "type": "sse", "url": "https://d.test", "x": [1]}]}}})",
        "o");
    const auto org = read_org(*document, "/etc/scc/org.json");
    ASSERT_TRUE(org) << org.error().message;
    const model::McpServer& server = org->teams.at("red").layer.mcp_servers.front();
    EXPECT_EQ(server.origin.from, "team.red");
    EXPECT_EQ(server.origin.because, "org.json:/profiles/red/additional_mcp_servers/0");
}

TEST(WorkspaceFile, IsRefusedWithPointerAndReason) {
    const Row rows[] = {
        {"additional_plugins = 'a'", "'additional_plugins' must be a list of strings", ".scc.toml:/additional_plugins"},
        {"network = 'open'", "unknown key 'network'", ".scc.toml:/network"},
        {"[session]\ntimeout_hours = true",
         "'timeout_hours' must be a whole number from 1 to 24",
         ".scc.toml:/session/timeout_hours"},
        {"[[additional_mcp_servers]]\ntype = 'http'\nurl = 'https://x.test'",
         "key 'name' is missing",
         ".scc.toml:/additional_mcp_servers/0"},
        {"[[additional_mcp_servers]]\nname = 'x'\ncommand = 'npx'\nargs = ['-y', 'x']",
         "key 'type' is missing",
         ".scc.toml:/additional_mcp_servers/0"},
        {"[[additional_mcp_servers]]\nname = 'x'\ntype = 'http'\nurl = 'https://x.test'\n"
         "headers = {Authorization = 'Bearer abcdefgh'}",
         "this looks like a secret, in a file that others read",
         ".scc.toml:/additional_mcp_servers/0/headers/Authorization"},
        {"[dev_environment.commands.x]\nargv = []",
         "'argv' must be a list of words",
         ".scc.toml:/dev_environment/commands/x/argv"},
    };
    for (const Row& row : rows) {
        const auto document = wire::parse_toml(row.text, ".scc.toml");
        ASSERT_TRUE(document) << row.text;
        expect_refused(read_workspace_file(*document, ".scc.toml"), row);
    }
}

TEST(Settings, KnowTheOlderNames) {
    const auto document = wire::parse_toml(
        "selected_profile = 'old'\nselected_provider = 'ask'\n"
        "[organization_source]\nurl = 'https://x.test/o'\nauth = 'env:T'",
        "config.toml");
    const auto settings = read_settings(*document, "/h/config.toml");
    ASSERT_TRUE(settings) << settings.error().message;
    EXPECT_EQ(settings->team->value, "old");
    EXPECT_EQ(settings->preferences.provider->origin.because, "config.toml:/selected_provider");
    EXPECT_EQ(settings->organization_source->value, "https://x.test/o");
}

}  // namespace
}  // namespace scc::config
