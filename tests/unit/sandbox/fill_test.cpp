#include "plan/fill.hpp"

#include <gtest/gtest.h>

namespace scc::sandbox {
namespace {

const Fill fill{{{"a", "1"}, {"b-c", "@a@"}}, {{"none", {}}, {"two", {"x", "y"}}}};

struct Case {
    const char* word;
    const char* filled;
};

const Case cases[] = {
    {"@a@", "1"},
    {"-@a@-@a@", "-1-1"},
    {"@b-c@", "@a@"},
    {"@unknown@", "@unknown@"},
    {"me@home", "me@home"},
    {"me@a@b", "me1b"},
    {"@@a@", "@1"},
    {"@x@a@", "@x1"},
    {"@two@", "@two@"},
    {"", ""},
};

TEST(Fill, ReplacesInsideAWordOnce) {
    for (const Case& row : cases) EXPECT_EQ(fill.text(row.word), row.filled) << row.word;
}

TEST(Fill, ReplacesAWordByWords) {
    EXPECT_EQ(fill.argv({"@none@", "@a@", "@two@", "-@two@"}), (std::vector<std::string>{"1", "x", "y", "-@two@"}));
}

}  // namespace
}  // namespace scc::sandbox
