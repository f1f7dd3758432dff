#include "match/url.hpp"

#include <gtest/gtest.h>

namespace scc::config {
namespace {

TEST(Url, HasOneSpelling) {
    const std::pair<const char*, const char*> rows[] = {
        {"https://docs.test", "https://docs.test/"},
        {"HTTPS://Docs.TEST:443/a", "https://docs.test/a"},
        {"http://docs.test:80/", "http://docs.test/"},
        {"https://docs.test:8443/", "https://docs.test:8443/"},
        {"https://docs.test./", "https://docs.test/"},
        {"https://good.test@evil.test/", "https://evil.test/"},
        {"https://u:p@evil.test:444/x", "https://evil.test:444/x"},
        {"https://docs.test/a/../../b/./c", "https://docs.test/b/c"},
        {"https://docs.test/a/%2e%2E/b", "https://docs.test/b"},
        {"https://docs.test?q=a/../b", "https://docs.test/?q=a/../b"},
        {"https://docs.test/a#b", "https://docs.test/a"},
        {"https://do%63s.test/", "https://docs.test/"},
        {"https://d\xc3\xb6"
         "cs.test/\xc3\xb6%c3%b6",
         "https://xn--dcs-sna.test/%C3%B6%C3%B6"},
        {"https://D\xc3\x96"
         "CS.test/",
         "https://xn--dcs-sna.test/"},
        {"http://127.1/", "http://127.0.0.1/"},
        {"http://2130706433/", "http://127.0.0.1/"},
        {"http://0x7f.0.0.01/", "http://127.0.0.1/"},
        {"http://0300.0250.1/", "http://192.168.0.1/"},
        {"http://[::ffff:10.0.0.1]/", "http://10.0.0.1/"},
        {"http://[0:0:0:0:0:0:0:1]:8080/", "http://[::1]:8080/"},
    };
    for (const auto& [written, canonical] : rows) {
        const auto url = parse_url(written);
        ASSERT_TRUE(url) << written;
        EXPECT_EQ(url->text(), canonical) << written;
    }
}

TEST(Url, IsNoneWithoutAReadableHost) {
    for (const char* text : {"",
                             "docs.test",
                             "ftp://docs.test/",
                             "https://",
                             "https:///x",
                             "https://a..b/",
                             "https://.a/",
                             "https://a b/",
                             "https://a\\b/",
                             "https://a\tb/",
                             "https://docs.test:0/",
                             "https://docs.test:65536/",
                             "https://docs.test:8x/",
                             "http://256.1.1.1/",
                             "http://1.2.3.4.5/",
                             "http://[::1/",
                             "https://d\xff"
                             "cs.test/",
                             "https://${HOST}/"}) {
        EXPECT_FALSE(parse_url(text)) << text;
    }
}

TEST(Url, IsAdmittedPartByPart) {
    const auto admitted = [](const char* pattern, const char* text) { return admits(pattern, *parse_url(text)); };
    EXPECT_TRUE(admitted("https://*.acme.test/*", "https://mcp.acme.test/x"));
    EXPECT_TRUE(admitted("https://docs.test/*", "https://docs.test:443/x/y"));
    EXPECT_TRUE(admitted("https://docs.*", "https://docs.test/x"));
    EXPECT_TRUE(admitted("docs.test", "https://docs.test/x"));
    EXPECT_TRUE(admitted("localhost:*", "http://localhost/"));
    EXPECT_FALSE(admitted("https://*.acme.test/*", "https://evil.test/x.acme.test/y"));
    EXPECT_FALSE(admitted("https://docs.test/a/*", "https://docs.test/a/../b"));
    EXPECT_FALSE(admitted("https://docs.test/*", "http://docs.test/x"));
    EXPECT_FALSE(admitted("https://docs.test/*", "https://docs.test:8443/x"));
    EXPECT_FALSE(admitted("docs.test", "https://docs.test.evil.test/"));
}

}  // namespace
}  // namespace scc::config
