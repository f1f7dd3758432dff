// What people write for a source, and the one spelling that stands for it.
#include "fetch/location.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace scc::config {
namespace {

struct Read {
    const char* text;
    const char* canonical;
    const char* url;
    bool pinned = false;
};

const Read readings[] = {
    {"/etc/org.json", "file:/etc/org.json", "/etc/org.json"},
    {"./org.json", "file:/base/org.json", "/base/org.json"},
    {"../org.json", "file:/org.json", "/org.json"},
    {"org.json", "file:/base/org.json", "/base/org.json"},
    {"~/org.json", "file:/home/u/org.json", "/home/u/org.json"},
    {"file:org.json", "file:/base/org.json", "/base/org.json"},
    {"file:///etc//x/../org.json", "file:/etc/org.json", "/etc/org.json"},
    {"HTTPS://Rules.Example.COM.:443/a/../org.json#x",
     "https://rules.example.com/org.json",
     "https://rules.example.com/org.json"},
    {"https://rules.example.com:8443/org.json?ref=1",
     "https://rules.example.com:8443/org.json?ref=1",
     "https://rules.example.com:8443/org.json?ref=1"},
    {"github:acme/rules:org.json",
     "https://raw.githubusercontent.com/acme/rules/HEAD/org.json",
     "https://raw.githubusercontent.com/acme/rules/HEAD/org.json"},
    {"github:acme/rules@v1.2:scc/org file.json",
     "https://raw.githubusercontent.com/acme/rules/v1.2/scc/org%20file.json",
     "https://raw.githubusercontent.com/acme/rules/v1.2/scc/org%20file.json",
     true},
    {"github:acme/rules@1a2b3c4d:org.json",
     "https://raw.githubusercontent.com/acme/rules/1a2b3c4d/org.json",
     "https://raw.githubusercontent.com/acme/rules/1a2b3c4d/org.json",
     true},
    {"gitlab:acme/sub/rules:org.json",
     "https://gitlab.com/acme/sub/rules/-/raw/main/org.json",
     "https://gitlab.com/acme/sub/rules/-/raw/main/org.json"},
    {"git.Acme.Example:group/rules@stable:/org.json",
     "https://git.acme.example/group/rules/-/raw/stable/org.json",
     "https://git.acme.example/group/rules/-/raw/stable/org.json"},
    {"git+https://git.acme.example/rules.git@main:org.json",
     "git+https://git.acme.example/rules.git@main:org.json",
     "https://git.acme.example/rules.git"},
    {"git+ssh://git@Git.Acme.Example:22/rules.git:org.json",
     "git+ssh://git@git.acme.example/rules.git:org.json",
     "ssh://git@git.acme.example/rules.git"},
    {"git+ssh://git@ssh.acme.example:443/rules.git@v2:a/org.json",
     "git+ssh://git@ssh.acme.example:443/rules.git@v2:a/org.json",
     "ssh://git@ssh.acme.example:443/rules.git",
     true},
};

TEST(Location, HasOneSpelling) {
    ::setenv("HOME", "/home/u", 1);
    for (const Read& at : readings) {
        const auto location = parse_location(at.text, "/base");
        ASSERT_TRUE(location) << at.text << ": " << location.error().message;
        EXPECT_EQ(location->canonical(), at.canonical) << at.text;
        EXPECT_EQ(location->url, at.url) << at.text;
        EXPECT_EQ(location->pinned, at.pinned) << at.text;
    }
}

struct Refused {
    const char* text;
    const char* message;
};

const Refused refusals[] = {
    {"", "'' is no source"},
    {"http://rules.example.com/org.json", "a source over http can be changed on its way"},
    {"HTTP://rules.example.com/org.json", "a source over http can be changed on its way"},
    {"https://me:secret@rules.example.com/org.json",
     "'https://***@rules.example.com' carries a user name or a password"},
    {"https://exa mple.com/org.json", "'https://exa mple.com/org.json' is no https URL"},
    {"https://ru\\les.example/org.json", "'https://ru\\les.example/org.json' is no https URL"},
    {"ftp://rules.example.com/org.json", "'ftp://rules.example.com/org.json' is no source"},
    {"git+http://git.example.com/rules.git:org.json", "'git+http://git.example.com/rules.git:org.json' is no source"},
    {"git+file:///srv/rules.git:org.json", "'git+file:///srv/rules.git:org.json' is no source"},
    {"github:acme/rules", "'github:acme/rules' names no file"},
    {"github:acme/rules:", "'github:acme/rules:' names no file"},
    {"github:acme:org.json", "'github:acme:org.json' names no repository"},
    {"github:acme/../rules:org.json", "'github:acme/../rules:org.json' names no repository"},
    {"github:acme/rules:../org.json", "'github:acme/rules:../org.json' names a path outside the repository"},
    {"github:acme/rules:.git/config", "'github:acme/rules:.git/config' names a path outside the repository"},
    {"github:acme/rules@--upload-pack=x:org.json",
     "'github:acme/rules@--upload-pack=x:org.json' names no branch, tag or commit after '@'"},
    {"github:acme/rules@a..b:org.json", "'github:acme/rules@a..b:org.json' names no branch, tag or commit after '@'"},
    {"gitlab:rules:org.json", "'gitlab:rules:org.json' names no repository"},
    {"git+https://git.example.com:org.json", "'git+https://git.example.com:org.json' names no repository"},
    {"git+https://me@git.example.com/rules.git:org.json",
     "'https://***@git.example.com' carries a user name or a password"},
    {"git+ssh://-oProxyCommand=x/rules.git:org.json", "'ssh://-oProxyCommand=x/rules.git' is no repository"},
    {"git+ssh://git:secret@git.example.com/rules.git:org.json", "'ssh://***' carries more than a user name"},
    {"myserver:org.json", "'myserver:org.json' is no source"},
};

TEST(Location, IsRefusedWithWhatToWriteInstead) {
    for (const Refused& at : refusals) {
        const auto location = parse_location(at.text, "/base");
        ASSERT_FALSE(location) << at.text << " is " << location->canonical();
        EXPECT_EQ(location.error().message, at.message);
        EXPECT_EQ(location.error().code, Code::config);
        EXPECT_NE(location.error().hint, "") << at.text;
    }
}

TEST(Location, ShowsNoQuery) {
    EXPECT_EQ(parse_location("https://rules.example.com/org.json?token=s3cret", "/")->shown(),
              "https://rules.example.com/org.json?***");
}

TEST(Location, OfAGitlabTakesItsOwnHeader) {
    EXPECT_TRUE(parse_location("gitlab:a/b:c", "/")->gitlab);
    EXPECT_TRUE(parse_location("git.acme.example:a/b:c", "/")->gitlab);
    EXPECT_TRUE(parse_location("https://gitlab.acme.example/x", "/")->gitlab);
    EXPECT_FALSE(parse_location("https://acme.example/x", "/")->gitlab);
    EXPECT_FALSE(parse_location("github:a/b:c", "/")->gitlab);
}

TEST(RepositoryUrl, HasOneSpelling) {
    EXPECT_EQ(*parse_repository("git@github.com:acme/rules.git"), "ssh://git@github.com/acme/rules.git");
    EXPECT_EQ(*parse_repository("https://GitHub.com/acme/x/../rules.git"), "https://github.com/acme/rules.git");
    EXPECT_EQ(*parse_repository("ssh://git@host.example:2222/r.git"), "ssh://git@host.example:2222/r.git");
    for (const char* wrong : {"/srv/rules.git",
                              "file:///srv/rules.git",
                              "ext::sh -c x",
                              "git@-oProxyCommand=x:r",
                              "http://a.example/r",
                              "https://a.example/",
                              "https://a.example/r?x"}) {
        EXPECT_FALSE(parse_repository(wrong)) << wrong;
    }
}

}  // namespace
}  // namespace scc::config
