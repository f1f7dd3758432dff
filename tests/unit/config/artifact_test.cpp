// Marketplaces and the catalog as they are read, and what the merge makes of bundles. Fetching is tests/artifact.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "artifact/servers.hpp"
#include "merge/merge.hpp"
#include "wire/parse.hpp"

namespace scc::config {
namespace {

constexpr const char* head = R"({"schema_version": "1.0.0", "organization": {"id": "acme", "name": "Acme"})";

Result<Org> org_of(const std::string& rest) {
    SCC_TRY(const nlohmann::json document, wire::parse(head + rest + "}", "org.json"));
    return read_org(document, "org.json");
}

TEST(TreeSource, HasOneIdentityForEverySpellingOfAPlace) {
    struct Row {
        TreeSource source;
        const char* identity;
    };
    const Row rows[] = {
        {{.tag = "github", .url = "https://github.com/Acme/Tools.git"}, "git github.com/acme/tools#"},
        {{.tag = "git", .url = "https://GitHub.com:443/acme/tools/"}, "git github.com/acme/tools#"},
        {{.tag = "git", .url = "git@github.com:acme/tools.git", .ref = "next"}, "git github.com/acme/tools#"},
        {{.tag = "git", .url = "https://u:p@github.com./acme/x/../tools"}, "git github.com/acme/tools#"},
        {{.tag = "git", .url = "https://github.com/acme/tools", .path = "a"}, "git github.com/acme/tools#a"},
        {{.tag = "git", .url = "https://github.com:8443/acme/tools"}, "git github.com:8443/acme/tools#"},
        {{.tag = "url", .url = "https://X.test/a.zip"}, "url https://x.test/a.zip#"},
        {{.tag = "directory", .url = "/opt/./a/../b"}, "directory /opt/b"},
    };
    for (const Row& row : rows) EXPECT_EQ(row.source.identity(), row.identity) << row.source.url;
}

TEST(TreeSource, TakesNoPathOutOfTheTree) {
    const std::pair<const char*, std::optional<std::string>> rows[] = {
        {"", ""},
        {"/", ""},
        {"a/b/", "a/b"},
        {"./a//b", "a/b"},
        {"..", std::nullopt},
        {"a/../b", {}},
        {"a\\b", {}},
        {"a\nb", {}},
        {"/etc", "etc"},
    };
    for (const auto& [path, inner] : rows) EXPECT_EQ(inner_path(path), inner) << path;
}

TEST(Catalog, MeansTheSameInBothSpellings) {
    const auto flat = org_of(R"(, "governed_artifacts": {
        "artifacts": {"a": {"kind": "skill", "source_type": "git", "source_url": "https://x.test/r", "source_path": "/s/",
                            "source_ref": "v1"}},
        "bindings": {"a": [{"provider": "red", "native_ref": "r", "native_config": {"k": "v"}, "transport_type": "t"}]},
        "bundles": {"b": {"artifacts": ["a"]}}})");
    const auto nested = org_of(R"(, "governed_artifacts": {
        "artifacts": {"a": {"kind": "skill", "source": {"type": "git", "url": "https://x.test/r", "path": "s", "ref": "v1"},
                            "bindings": {"red": {"native_ref": "r", "k": "v", "transport_type": "t"}}}},
        "bundles": {"b": {"members": ["a"]}}})");
    ASSERT_TRUE(flat && nested);
    const Artifact& one = flat->catalog.artifacts.at("a");
    const Artifact& other = nested->catalog.artifacts.at("a");
    EXPECT_EQ(one.source, other.source);
    EXPECT_EQ(one.bindings, other.bindings);
    EXPECT_EQ(one.source->path, "s");
    EXPECT_EQ(flat->catalog.bundles.at("b").members, nested->catalog.bundles.at("b").members);
}

TEST(Bundles, GiveTheStrongerClaimUnlessSomethingWithholds) {
    struct Row {
        const char* bundle;
        const char* member;
        const char* intent;
        const char* state;
    };
    const Row rows[] = {
        {"available", "available", "available", "present"},
        {"available", "required", "required", "present"},
        {"required", "available", "required", "present"},
        {"required", "request-only", "request-only", "withheld"},
        {"request-only", "required", "request-only", "withheld"},
        {"disabled", "required", "disabled", "withheld"},
        {"request-only", "disabled", "disabled", "withheld"},
    };
    for (const Row& row : rows) {
        const auto org = org_of(R"(, "profiles": {"red": {"enabled_bundles": ["b"]}}, "governed_artifacts": {
            "artifacts": {"a": {"kind": "skill", "install_intent": ")" +
                                std::string(row.member) + R"("}},
            "bundles": {"b": {"members": ["a"], "install_intent": ")" +
                                row.bundle + R"("}}})");
        ASSERT_TRUE(org);
        const auto effective = merge({.org = &*org, .team = Text{"red", {}}});
        ASSERT_EQ(effective.artifacts.size(), 1U);
        EXPECT_EQ(effective.artifacts[0].intent, row.intent) << row.bundle << " " << row.member;
        EXPECT_EQ(effective.artifacts[0].state, row.state) << row.bundle << " " << row.member;
        EXPECT_EQ(effective.artifacts[0].origin.because, "org.json:/profiles/red/enabled_bundles/0");
    }
}

TEST(Bundles, GiveAMemberOfTwoOnce) {
    const auto org = org_of(R"(, "profiles": {"red": {"enabled_bundles": ["off", "b", "c"]}}, "governed_artifacts": {
        "artifacts": {"a": {"kind": "skill"}},
        "bundles": {"off": {"members": ["a"], "install_intent": "disabled"}, "b": {"members": ["a"]},
                    "c": {"members": ["a"], "install_intent": "required"}}})");
    ASSERT_TRUE(org);
    const auto effective = merge({.org = &*org, .team = Text{"red", {}}});
    ASSERT_EQ(effective.artifacts.size(), 1U);
    EXPECT_EQ(effective.artifacts[0].intent, "required");
    EXPECT_EQ(effective.artifacts[0].bundle, "b");
}

TEST(Bundles, NeedNoDelegationAndPassTheOtherGates) {
    const char* const catalog = R"("profiles": {"red": {"enabled_bundles": ["b"]}}, "governed_artifacts": {
        "artifacts": {"s": {"kind": "mcp_server", "source": {"type": "url", "url": "https://mcp.x.test/a"}}},
        "bundles": {"b": {"members": ["s"]}}})";
    const auto given = [&](const std::string& rules) {
        const auto org = org_of("," + rules + catalog);
        if (!org) return org.error().message;
        const auto effective = merge({.org = &*org, .team = Text{"red", {}}});
        return std::to_string(effective.mcp_servers.size()) + " " + std::to_string(effective.blocked.size()) + " " +
               effective.artifacts[0].state;
    };
    EXPECT_EQ(given(""), "1 0 present");
    EXPECT_EQ(given(R"("defaults": {"allowed_mcp_servers": []},)"), "1 0 present");
    EXPECT_EQ(given(R"("security": {"blocked_mcp_servers": ["https://MCP.x.test/*"]},)"), "0 1 withheld");
}

TEST(Plugins, AreBlockedUnderTheNameTheirMarketplaceGivesItself) {
    const auto org = org_of(R"(, "marketplaces": {"m": {"source": "git", "url": "https://x.test/a"},
        "n": {"source": "git", "url": "git@x.test:A.git"}, "o": {"source": "git", "url": "https://y.test/a"}},
        "security": {"blocked_plugins": ["a@tools", "b@n"]},
        "defaults": {"enabled_plugins": ["a@m", "b@m", "b@n", "b@o", "a@o"]})");
    ASSERT_TRUE(org);
    const auto effective = merge({.org = &*org, .marketplace_names = {{"m", "Tools"}, {"o", "others"}}});
    std::string blocked;
    for (const model::Refusal& at : effective.blocked) blocked += at.item + " ";
    EXPECT_EQ(blocked, "a@m b@m b@n ");
}

TEST(Servers, AreTheSourcesAndThoseOfBindings) {
    Artifact artifact{.name = "docs", .kind = "mcp_server"};
    EXPECT_TRUE(servers_of(artifact, {}).empty());
    artifact.source = TreeSource{.tag = "url", .url = "https://x.test"};
    artifact.bindings["same"] = {.transport_type = "http"};
    artifact.bindings["red"] = {.native_ref = "r",
                                .native = {{"command", "/bin/x"}, {"args", " -a  b"}, {"env_K", "v"}}};
    const auto servers = servers_of(artifact, {});
    ASSERT_EQ(servers.size(), 2U);
    EXPECT_EQ(servers[0].url, "https://x.test");
    EXPECT_EQ(servers[0].not_for, std::vector<std::string>{"red"});
    EXPECT_TRUE(model::is_for(servers[0], "blue") && model::is_for(servers[0], "same"));
    EXPECT_EQ(servers[1].type, "stdio");
    EXPECT_EQ(servers[1].args, (std::vector<std::string>{"-a", "b"}));
    EXPECT_EQ(servers[1].env.at("K"), "v");
    EXPECT_FALSE(servers[1].url || model::is_for(servers[1], "blue"));
    EXPECT_FALSE(model::share_a_provider(servers[0], servers[1]));
}

}  // namespace
}  // namespace scc::config
