// Which repository a profile belongs to, and what of a person's settings an organisation lets through.
#include "personal/profile.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "merge/merge.hpp"
#include "wire/parse.hpp"

namespace scc::config {
namespace {

constexpr std::pair<const char*, const char*> repositories[] = {
    {"git@Example.com:team/app.git", "remote:example.com/team/app"},
    {"example.com:team/app", "remote:example.com/team/app"},
    {"https://user:secret@Example.com:8443/team/app.git/", "remote:example.com/team/app"},
    {"ssh://git@example.com/team/app", "remote:example.com/team/app"},
    {"file:///srv/app.git", ""},
    {"/srv/app.git", ""},
    {"../app", ""},
    {"./a:b", ""},
    {"https://example.com", ""},
    {"", ""},
};

TEST(Repository, HasOneNameForEveryWayToReachIt) {
    for (const auto& [url, name] : repositories) EXPECT_EQ(repository_of_url(url), name) << url;
}

Result<Profile> profile_in(const std::string& rest) {
    return read_profile(*wire::parse(R"({"version": "2", )" + rest + "}", "p.json"), "p.json");
}

std::string refused(const std::string& rest) {
    const auto profile = profile_in(rest);
    return profile ? "" : profile.error().where + ": " + profile.error().message;
}

TEST(Profile, HoldsNoSecret) {
    const std::string server = R"("mcp_servers": [{"name": "a", "type": "stdio", "command": "/x", )";
    EXPECT_EQ(refused(server + R"("env": {"API_TOKEN": "hunter2hunter2"}}])"),
              "p.json:/mcp_servers/0/env/API_TOKEN: 'env/API_TOKEN' of 'a' looks like a secret");
    EXPECT_EQ(refused(server + R"("args": ["--key", "ghp_0123456789abcdefghijABCDEFGHIJ"]}])"),
              "p.json:/mcp_servers/0/args/1: 'args/1' of 'a' looks like a secret");
    EXPECT_EQ(refused(R"("settings": {"shell": {"deep": {"a": [{"password": "hunter2hunter2"}]}}})"),
              "p.json:/settings/shell/deep: 'deep' of 'shell' looks like a secret");
    EXPECT_EQ(
        refused(server + R"("env": {"API_TOKEN": "env:API_TOKEN", "B_TOKEN": "${B}", "C_KEY": "command:pass c"}}])"),
        "");
}

TEST(Profile, NeedsATypeForEveryServer) {
    EXPECT_EQ(refused(R"("mcp_servers": [{"name": "a", "command": "/x"}])"),
              "p.json:/mcp_servers/0: key 'type' is missing");
}

std::string settings_under(const Org* org, const Profile& profile) {
    Layers layers{.org = org};
    layers.personal = profile.layer;
    std::string keys;
    for (const auto& at : merge(layers).agent_settings) keys += at.key + " ";
    return keys;
}

TEST(Profile, SetsHowAnAgentTalksAndNothingElseUnderAnOrganisation) {
    const auto profile = profile_in(
        R"("settings": {"shell": {"model": "m", "theme": {"command": "x"}, "hooks": {}, "env": {"A": "b"},
           "permissions": {}, "mcp_servers": {}, "notify": ["x"], "statusLine": {}, "unknown": 1}})");
    ASSERT_TRUE(profile) << profile.error().message;
    const Org org{.document = "org.json"};
    EXPECT_EQ(settings_under(&org, *profile), "model ");
    EXPECT_EQ(settings_under(nullptr, *profile),
              "env hooks mcp_servers model notify permissions statusLine theme unknown ");
    Layers layers{.org = &org};
    layers.personal = profile->layer;
    layers.exceptions = {{.id = "x", .reason = "r", .expires = 10, .allow = {{"setting", {"*"}}, {"plugin", {"*"}}}}};
    EXPECT_EQ(merge(layers).denied.size(), 8U);
}

TEST(Profile, DiffersByNameAndValue) {
    const json changes = changes_between(R"({"plugins": ["a", "b"], "settings": {"x": {"k": 1, "l": 1}}})",
                                         R"({"plugins": ["b", "c"], "settings": {"x": {"k": true, "l": 1}}})");
    std::string lines;
    for (const json& at : changes) {
        lines += at.at("change").get<std::string>() + " " + at.at("name").get<std::string>() + "\n";
    }
    EXPECT_EQ(lines, "removed a\nchanged x k\nadded c\n");
}

}  // namespace
}  // namespace scc::config
