#include "cli/table.hpp"

#include <gtest/gtest.h>

namespace scc::cli {
namespace {

TEST(Table, IsAsWideAsItsWidestCell) {
    EXPECT_EQ(table({{"NAME", "WHAT"}, {"a", "one"}, {"grüße", ""}, {"", "two words"}}),
              "NAME   WHAT\n"
              "a      one\n"
              "grüße  -\n"
              "-      two words\n");
    EXPECT_EQ(table({}), "");
}

TEST(Table, ShowsWhatATerminalWouldObey) { EXPECT_EQ(table({{"\x1b[2J\n", "x"}}), "\\x1b[2J\\x0a  x\n"); }

}  // namespace
}  // namespace scc::cli
