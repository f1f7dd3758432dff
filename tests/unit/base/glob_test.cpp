#include "base/glob.hpp"

#include <gtest/gtest.h>

namespace scc::glob {
namespace {

TEST(Glob, MatchesTheWholeText) {
    const std::pair<const char*, const char*> yes[] = {
        {"*", "anything"},
        {"a*c", "abbc"},
        {"a*", "a"},
        {"[ab]x@*", "ax@core"},
        {"[!ab]x", "cx"},
        {"[a-c]1", "b1"},
        {" Risk* ", "RISKY "},
        {"a?c", "abc"},
        {"*a*b*c", "xaybzc"},
        {"[", "["},
        {"x[", "x["},
        {"[]]", "]"},
    };
    const std::pair<const char*, const char*> no[] = {
        {"", ""},
        {"", "a"},
        {"a", "ab"},
        {"a?c", "ac"},
        {"[!ab]x", "ax"},
        {"*.x.test", "x.test"},
        {"[a-c]", "d"},
    };
    for (const auto& [pattern, text] : yes) EXPECT_TRUE(matches(pattern, text)) << pattern << " " << text;
    for (const auto& [pattern, text] : no) EXPECT_FALSE(matches(pattern, text)) << pattern << " " << text;
}

TEST(Glob, OfManyStarsEndsSoon) { EXPECT_FALSE(matches("*a*a*a*a*a*a*a*a*a*a*b", std::string(20000, 'a'))); }

}  // namespace
}  // namespace scc::glob
