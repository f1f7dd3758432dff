#include "view/lines.hpp"

#include <gtest/gtest.h>

namespace scc::config {
namespace {

TEST(Lines, BreakBetweenWordsBeforeTheEightiethColumn) {
    const std::string word(39, 'a');
    EXPECT_EQ(wrapped("a b", 0, 4), "a b\n");
    EXPECT_EQ(wrapped("", 2, 4), "  \n");
    EXPECT_EQ(wrapped(word + " " + word + "a", 0, 4), word + " " + word + "a\n");
    EXPECT_EQ(wrapped(word + " " + word + "aa", 0, 4), word + "\n    " + word + "aa\n");
    EXPECT_EQ(wrapped(word + " " + word, 2, 4), "  " + word + "\n    " + word + "\n");
    EXPECT_EQ(wrapped("a " + std::string(100, 'b') + " c", 0, 2), "a\n  " + std::string(100, 'b') + "\n  c\n");
    EXPECT_EQ(wrapped(std::string(39, 'a') + " \xc3\xa4" + std::string(39, 'a'), 0, 0),
              std::string(39, 'a') + " \xc3\xa4" + std::string(39, 'a') + "\n");
}

}  // namespace
}  // namespace scc::config
