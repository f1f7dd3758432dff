#include "squid.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "pages.hpp"

namespace scc::net {
namespace {

std::vector<Target> targets(const std::vector<const char*>& texts) {
    std::vector<Target> made;
    for (const char* text : texts) made.push_back(*target_named(text));
    return made;
}

std::vector<std::string> texts(const std::vector<Target>& list) {
    std::vector<std::string> made;
    for (const Target& target : list) made.push_back(text_of(target));
    return made;
}

using Texts = std::vector<std::string>;

// The lines of squid.conf that start with `word`, without it.
Texts lines(const Rules& rules, const std::string& word) {
    Texts found;
    const std::string all = configuration(rules);
    for (std::size_t at = 0; at < all.size();) {
        const std::size_t end = all.find('\n', at);
        if (all.compare(at, word.size() + 1, word + " ") == 0) {
            found.push_back(all.substr(at + word.size() + 1, end - at - word.size() - 1));
        }
        at = end + 1;
    }
    return found;
}

TEST(Squid, ReducesWhatOverlaps) {
    EXPECT_EQ(texts(reduced(targets({"x.test", "a.x.test", "*.x.test", "*.a.x.test", "x.test", "y.test"}))),
              (Texts{"x.test", "*.x.test", "y.test"}));
    EXPECT_EQ(texts(reduced(targets({"*.b.x.test", "b.x.test", "*.a.x.test"}))),
              (Texts{"*.a.x.test", "b.x.test", "*.b.x.test"}));
    EXPECT_EQ(texts(reduced({})), Texts{});
}

TEST(Squid, WritesAHostWithItsWildcardAsOneName) {
    EXPECT_EQ(lines({targets({"*.x.test", "x.test"}), {}, {}}, "acl listed_hosts_names"),
              Texts{"dstdomain -n .x.test"});
    EXPECT_EQ(lines({targets({"*.x.test"}), {}, {}}, "acl listed_hosts_names"), Texts{});
    EXPECT_EQ(lines({targets({"*.x.test"}), {}, {}}, "acl listed_hosts_below"),
              Texts{R"(dstdom_regex -n -i .\.x\.test$)"});
}

TEST(Squid, RefusesByPortThenNameThenBlockThenAddress) {
    const Rules rules{targets({"x.test", "y.test:8443"}), targets({"b.x.test", "203.0.113.9"}), inner_ranges()};
    EXPECT_EQ(lines(rules, "http_access"),
              (Texts{"deny manager",
                     "deny !open_ports to_port",
                     "deny CONNECT !tunnel_ports to_port",
                     "deny !CONNECT !web to_port",
                     "deny !listed to_name",
                     "deny blocked to_blocked",
                     "deny blocked_to to_blocked",
                     "deny inner to_address",
                     "allow listed to_all",
                     "deny all"}));
    EXPECT_EQ(lines(rules, "acl open_ports"), (Texts{"port 80", "port 443", "port 8443"}));
    EXPECT_EQ(lines(rules, "acl tunnel_ports"), (Texts{"port 443", "port 8443"}));
    EXPECT_EQ(lines(rules, "acl listed"),
              (Texts{"all-of listed_hosts listed_ports", "all-of listed_8443_hosts listed_8443_ports"}));
}

TEST(Squid, RefusesNothingThatIsReleased) {
    const Rules rules{.allow = targets({"b.x.test", "203.0.113.9"}),
                      .blocked = targets({"*.x.test", "203.0.113.9"}),
                      .denied = {},
                      .released = targets({"b.x.test", "203.0.113.9"})};
    EXPECT_EQ(lines(rules, "acl blocked_released_hosts_names"), Texts{"dstdomain -n b.x.test"});
    EXPECT_EQ(lines(rules, "acl blocked_to_released_hosts_addresses"), Texts{"dst -n 203.0.113.9"});
    const Texts access = lines(rules, "http_access");
    EXPECT_EQ(std::ranges::count(access, "deny blocked !blocked_released to_blocked"), 1);
    EXPECT_EQ(std::ranges::count(access, "deny blocked_to !blocked_to_released to_blocked"), 1);
}

TEST(Squid, ResolvesNothingBeforeTheListHasBeenAsked) {
    const Rules rules{targets({"x.test", "*.y.test", "198.51.100.7"}), {}, inner_ranges()};
    const std::string text = configuration(rules);
    const std::string before = text.substr(0, text.find("deny !listed"));
    for (const char* test : {" dst ", " dstdomain ", " dstdom_regex "}) {
        for (std::size_t at = before.find(test); at != std::string::npos; at = before.find(test, at + 1)) {
            EXPECT_EQ(before.substr(at + std::string_view(test).size(), 3), "-n ") << test;
        }
    }
}

TEST(Squid, RefusesEverythingWhenNothingIsListed) {
    const Rules rules{{}, targets({"b.test"}), inner_ranges()};
    EXPECT_EQ(lines(rules, "http_access"),
              (Texts{"deny manager",
                     "deny !open_ports to_port",
                     "deny CONNECT !tunnel_ports to_port",
                     "deny !CONNECT !web to_port",
                     "deny all to_name",
                     "deny all"}));
}

TEST(Pages, NamePolicyAndLayerAndWhatToAskFor) {
    const auto made = pages({"team.a<b%", "org.json:/x"}, {targets({"x.test:8443"}), {}, {}});
    EXPECT_EQ(made.size(), 4U);
    EXPECT_EQ(
        made.at("ERR_SCC_PORT"),
        "scc: '%H' is refused: port %p is not open, or not open for this kind of request; open are 80, 443, 8443\n"
        "network policy: web-egress-enforced, set by team.a&lt;b%% (org.json:/x)\n"
        "instead: ask for '%H:%p' in allowed_destinations of the organisation or team file\n");
}

}  // namespace
}  // namespace scc::net
