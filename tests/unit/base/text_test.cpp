#include "base/text.hpp"

#include <gtest/gtest.h>

namespace scc::text {
namespace {

TEST(Text, SplitsAtEverySeparator) {
    EXPECT_EQ(split("a::b", ':'), (std::vector<std::string>{"a", "", "b"}));
    EXPECT_EQ(split("", ':'), std::vector<std::string>{""});
    EXPECT_EQ(words("  a  b "), (std::vector<std::string>{"a", "b"}));
}

TEST(Text, TrimsBlanksAndLineEnds) {
    EXPECT_EQ(trim(" \t a b\r\n"), "a b");
    EXPECT_EQ(trim(" \n"), "");
}

TEST(Text, ReadsWholeNumbersOnly) {
    EXPECT_EQ(number("42"), 42U);
    for (const char* wrong : {"", "-1", "+1", "4x", " 4", "99999999999999999999"}) EXPECT_FALSE(number(wrong)) << wrong;
}

TEST(Text, ShowsControlBytesInQuotes) { EXPECT_EQ(quoted("a\nb\x1b"), "'a\\x0ab\\x1b'"); }

TEST(Text, CutsBetweenCharacters) {
    EXPECT_EQ(cut("abc", 3), "abc");
    EXPECT_EQ(cut("abcd", 3), "abc…");
    EXPECT_EQ(cut("aé", 2), "a…");
    EXPECT_EQ(cut("é", 1), "…");
    EXPECT_EQ(cut({"abcd", "e", "f"}, 2, 2), (std::vector<std::string>{"ab…", "…"}));
    EXPECT_EQ(cut({"a", "b"}, 2, 2), (std::vector<std::string>{"a", "b"}));
}

TEST(Text, NamesAlternatives) {
    EXPECT_EQ(alternatives({"a"}), "a");
    EXPECT_EQ(alternatives({"a", "b", "c"}), "a, b or c");
}

TEST(Text, FindsTheNearestNameOnlyWhenItIsNear) {
    EXPECT_EQ(nearest("netwrok", {"network", "plugins"}), "network");
    EXPECT_EQ(nearest("zzzzzz", {"network", "plugins"}), "");
}

TEST(Text, ReplacesWithoutReadingWhatItWrote) { EXPECT_EQ(replace_all("aa", "a", "aa"), "aaaa"); }

}  // namespace
}  // namespace scc::text
