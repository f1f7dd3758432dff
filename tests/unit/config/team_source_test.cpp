// What an organisation lets a team's own file do.
#include "org/team_source.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace scc::config {
namespace {

struct Match {
    const char* pattern;
    const char* url;
    bool admitted;
};

const Match matches_table[] = {
    {"github.com/acme/**", "https://github.com/acme/plugins", true},
    {"github.com/acme/**", "https://github.com/acme/deep/plugins.git", true},
    {"github.com/acme/**", "https://github.com/acme", false},
    {"github.com/acme/**", "https://github.com/acme/../evil/plugins", false},
    {"github.com/acme/**", "https://github.com/acme/%2e%2e/evil/plugins", false},
    {"github.com/acme/**", "https://github.com.evil.example/acme/plugins", false},
    {"github.com/acme/**", "https://github.com:8443/acme/plugins", false},
    {"github.com/acme/**", "https://GitHub.com.:443/acme/plugins", true},
    {"https://github.com/acme/*", "https://github.com/acme/plugins", true},
    {"git.acme.example/*/*", "git@git.acme.example:labs/plugins.git", true},
    {"git.acme.example/*/*", "ssh://git@git.acme.example/labs/plugins.git", true},
    {"git.acme.example/*", "https://git.acme.example/labs/plugins.git", false},
    {"**", "https://anything.example/x", true},
    {"*.acme.example/**", "https://git.acme.example/x", true},
    {"*.acme.example/**", "https://evil.example/git.acme.example/x", false},
    {"**/plugins", "https://git.acme.example/a/b/plugins", true},
    {"", "https://git.acme.example/x", false},
    {"**/**/**/**/x", "https://git.acme.example/x", false},
};

TEST(MarketplaceSource, IsComparedInOneSpelling) {
    for (const Match& at : matches_table)
        EXPECT_EQ(admits_source(at.pattern, at.url), at.admitted) << at.pattern << " " << at.url;
}

struct Offered {
    std::string alias;
    std::string tag;
    std::string url;
    std::map<std::string, std::string> headers;
};

Error refused(const Trust& trust, const Offered& offered) {
    Marketplace marketplace;
    marketplace.alias = offered.alias;
    marketplace.source = {.tag = offered.tag, .url = offered.url, .headers = offered.headers};
    const auto checked = check_trust(trust, {marketplace}, {"core"});
    return checked ? Error{Code::ok} : checked.error();
}

TEST(Trust, GrantsWhatItSaysAndNoMore) {
    const Trust trust{.allow_additional_marketplaces = true, .patterns = {"github.com/acme/**"}};
    EXPECT_EQ(refused(trust, {"own", "git", "https://github.com/acme/x", {}}).code, Code::ok);
    EXPECT_EQ(refused(trust, {"own", "git", "https://github.com/evil/x", {}}).message,
              "the team's marketplace 'own' comes from 'https://github.com/evil/x', which no pattern admits");
    EXPECT_EQ(refused(trust, {"core", "git", "https://github.com/acme/x", {}}).message,
              "the team's marketplace 'core' has the name of another one");
    EXPECT_EQ(refused(trust, {"claude-plugins-official", "git", "https://github.com/acme/x", {}}).code, Code::denied);
    EXPECT_EQ(refused(trust, {"own", "directory", "", {}}).message,
              "the team's marketplace 'own' is a directory, which no file from elsewhere may name");
    EXPECT_EQ(refused(trust, {"own", "url", "https://github.com/acme/x.tgz", {{"X", "a"}}}).code, Code::ok);
    EXPECT_EQ(refused(trust, {"own", "url", "https://github.com/acme/x.tgz", {{"X", "${GITHUB_TOKEN}"}}}).message,
              "the team's marketplace 'own' sends a variable of this machine in a header");
    EXPECT_EQ(refused({}, {"own", "git", "https://github.com/acme/x", {}}).message,
              "the team's marketplace 'own' is one more than the organisation has");
    EXPECT_EQ(refused({.allow_additional_marketplaces = true}, {"own", "git", "https://github.com/acme/x", {}}).code,
              Code::denied);
}

TEST(TeamSource, IsReadWithItsFaults) {
    const auto read = [](const nlohmann::json& document) {
        wire::Reader in(document, "f");
        const TeamSource source = read_team_source(in);
        const auto faults = in.faults();
        return faults ? faults->message : source.location.shown();
    };
    EXPECT_EQ(read({{"source", "github"}, {"owner", "acme"}, {"repo", "red"}}),
              "git+https://github.com/acme/red.git@main:team-config.json");
    EXPECT_EQ(
        read({{"source", "git"}, {"url", "git@git.acme.example:red.git"}, {"branch", "v1"}, {"path", "/a/t.json"}}),
        "git+ssh://git@git.acme.example/red.git@v1:a/t.json");
    EXPECT_EQ(read({{"source", "url"}, {"url", "https://acme.example/t.json"}}), "https://acme.example/t.json");
    EXPECT_EQ(read({{"source", "git"}, {"url", "https://acme.example/r.git"}, {"path", "../../etc/passwd"}}),
              "'path' must stay within the repository");
    EXPECT_EQ(read({{"source", "git"}, {"url", "https://acme.example/r.git"}, {"branch", "--upload-pack=x"}}),
              "'branch' must be the name of a branch or a tag");
    EXPECT_EQ(read({{"source", "url"}, {"url", "http://acme.example/t.json"}}),
              "'url' must be an https URL without a user name or password");
    EXPECT_EQ(read({{"source", "url"}, {"url", "/etc/passwd"}}),
              "'url' must be an https URL without a user name or password");
}

}  // namespace
}  // namespace scc::config
