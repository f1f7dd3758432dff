#include "excerpt.hpp"

#include <gtest/gtest.h>

namespace {

using scc::safety::columns_of;
using scc::safety::excerpt;
using scc::safety::offset_of;
using scc::safety::Position;
using scc::safety::position_of;
using scc::safety::visible;

TEST(Excerpt, PutsCaretsUnderWhatATerminalShows) {
    struct Case {
        std::string text;
        scc::shell::Span span;
        std::string shown;
    };
    const Case cases[] = {
        {"git push -f", {9, 11}, "    git push -f\n             ^^\n"},
        {"a\n\tb c\nd", {5, 6}, "            b c\n              ^\n"},
        {"\xc3\xa9\xc3\xa8 x", {5, 6}, "    \xc3\xa9\xc3\xa8 x\n       ^\n"},
        {"\xe6\x97\xa5\xe6\x9c\xac x", {3, 6}, "    \xe6\x97\xa5\xe6\x9c\xac x\n      ^^\n"},
        {"e\xcc\x81 x", {4, 5}, "    e\xcc\x81 x\n      ^\n"},
        {"a b\nc d", {2, 6}, "    a b\n      ^\n"},
        {"ab", {2, 2}, "    ab\n      ^\n"},
        {"", {0, 0}, "\n    ^\n"},
        {"\x1b[2J\xff x", {0, 1}, "    ?[2J? x\n    ^\n"},
        {"a \xe2\x80\xae"
         "b",
         {5, 6},
         "    a ?b\n       ^\n"},
    };
    for (const Case& one : cases) EXPECT_EQ(excerpt(one.text, one.span), one.shown) << one.text;
}

TEST(Excerpt, CutsALineAroundTheCarets) {
    const std::string far(5000, 'x');
    const std::string shown = excerpt(far + " git push " + far, {5001, 5004}, 40);
    EXPECT_EQ(shown,
              "    \xe2\x80\xa6"
              "xxxxxxxx git push xxxxxxxxxxxxxxxx\xe2\x80\xa6\n              ^^^\n");
}

TEST(Excerpt, CountsCharactersInLines) {
    const std::string text = "a\n\xc3\xa9 b\n";
    EXPECT_EQ(position_of(text, 0), (Position{1, 1}));
    EXPECT_EQ(position_of(text, 5), (Position{2, 3}));
    EXPECT_EQ(position_of(text, 7), (Position{3, 1}));
    EXPECT_EQ(position_of(text, 700), (Position{3, 1}));
}

TEST(Excerpt, FindsThePlaceThatAnErrorNames) {
    EXPECT_EQ(offset_of("ab\ncd", "2:2"), 4U);
    EXPECT_EQ(offset_of("ab\ncd", "1:1"), 0U);
    EXPECT_EQ(offset_of("ab\ncd", "9:9"), 5U);
    EXPECT_EQ(offset_of("ab\ncd", "2:99"), 5U);
    EXPECT_EQ(offset_of("ab\ncd", ""), 0U);
    EXPECT_EQ(offset_of("ab\ncd", "0:0"), 0U);
}

TEST(Excerpt, LeavesNothingThatMovesTheCursor) {
    EXPECT_EQ(visible("a\nb\t\x1b[1m\xff\xc3\xa9"), "a\\nb\\t\\x1b[1m\\xff\xc3\xa9");
    EXPECT_EQ(visible("\xe2\x80\xae"), "\\xe2\\x80\\xae");
    EXPECT_EQ(columns_of("\xe6\x97\xa5"
                         "a\xcc\x81"),
              3U);
}

}  // namespace
