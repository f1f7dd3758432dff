#include "match/pattern.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "match/destination.hpp"
#include "match/plugin_reference.hpp"

namespace scc::config {
namespace {

TEST(Pattern, OfPluginsComparesTheNameUnlessItSaysMore) {
    EXPECT_TRUE(matches_plugin("risk", "risk@any"));
    EXPECT_TRUE(matches_plugin("*@core", "x@core"));
    EXPECT_FALSE(matches_plugin("risk", "risky@any"));
    EXPECT_FALSE(matches_plugin("core", "x@core"));
}

TEST(PluginReference, HasOneSpelling) {
    const std::vector<std::string> one = {"core"};
    EXPECT_EQ(*normal_plugin("a@m", one), "a@m");
    EXPECT_EQ(*normal_plugin("@m/a", one), "a@m");
    EXPECT_EQ(*normal_plugin("@m/a/b", one), "a/b@m");
    EXPECT_EQ(*normal_plugin(" a ", one), "a@core");
    EXPECT_EQ(*normal_plugin("a", {}), "a@claude-plugins-official");
    EXPECT_EQ(*normal_plugin("a@b@c", one), "a@b@c");
    EXPECT_EQ(normal_plugin("a", {"m", "n"}).error().message, "'a' could come from m or n");
    for (const char* none : {"", " ", "@", "a@", "@m", "@/a", "@m/", "a@@b"})
        EXPECT_FALSE(normal_plugin(none, one)) << none;
}

TEST(Destination, IsReadAndCovers) {
    const auto at = [](const char* text) { return *parse_destination(text); };
    EXPECT_EQ(model::text_of(at("*.X.Test.:8443")), "*.x.test:8443");
    for (const char* none :
         {"", "*", "*.", "a b", "x.test:0", "x.test:99999", "https://x.test", "*.1.2.3.4", "a*.test"}) {
        EXPECT_FALSE(parse_destination(none)) << none;
    }
    EXPECT_TRUE(covers(at("*.x.test"), at("a.x.test")));
    EXPECT_TRUE(covers(at("*.x.test"), at("*.a.x.test")));
    EXPECT_TRUE(covers(at("*.x.test"), at("a.x.test:8443")));
    EXPECT_FALSE(covers(at("*.x.test"), at("x.test")));
    EXPECT_FALSE(covers(at("*.x.test"), at("ax.test")));
    EXPECT_FALSE(covers(at("x.test:443"), at("x.test")));
    EXPECT_FALSE(covers(at("x.test"), at("*.x.test")));
}

}  // namespace
}  // namespace scc::config
