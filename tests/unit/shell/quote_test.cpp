#include "shell/quote.hpp"

#include <gtest/gtest.h>

#include "proc/run.hpp"

namespace scc::shell {
namespace {

const std::vector<std::string> words = {
    "plain", "", "two words", "it's", "a=b", "--x=y", "$HOME", "*", "line\nbreak", "\\", "~", "#c", "-"};

TEST(Quote, LeavesPlainWordsAlone) {
    EXPECT_EQ(quote("--force"), "--force");
    EXPECT_EQ(quote("it's"), "'it'\\''s'");
    EXPECT_EQ(quote(""), "''");
    EXPECT_EQ(quote("A=1"), "'A=1'");
}

TEST(Quote, IsReadBackByTheShell) {
    std::string expected;
    for (const std::string& word : words) expected += "<" + word + ">";
    const auto outcome =
        proc::run({.argv = {"sh", "-c", "for w in " + quote(words) + "; do printf '<%s>' \"$w\"; done"}});
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->out, expected);
}

}  // namespace
}  // namespace scc::shell
