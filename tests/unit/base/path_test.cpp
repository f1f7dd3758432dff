#include "base/path.hpp"

#include <gtest/gtest.h>

namespace scc::path {
namespace {

TEST(Path, IsMadeNormal) {
    struct Row {
        const char* path;
        const char* base;
        const char* expected;
    };
    const Row rows[] = {
        {"/a/./b//c/../d", "/", "/a/b/d"},
        {"x", "/home/u", "/home/u/x"},
        {"../..", "/a", "/"},
        {"", "/a/b", "/a/b"},
        {"/", "/a", "/"},
    };
    for (const Row& row : rows) EXPECT_EQ(normal(row.path, row.base), row.expected) << row.path;
}

TEST(Path, HasParentAndBasename) {
    EXPECT_EQ(parent("/a/b"), "/a");
    EXPECT_EQ(parent("/a"), "/");
    EXPECT_EQ(parent("a"), ".");
    EXPECT_EQ(basename("/a/b"), "b");
}

TEST(Path, KnowsWhatLiesBelow) {
    EXPECT_TRUE(is_within("/a/b", "/a"));
    EXPECT_TRUE(is_within("/a", "/a"));
    EXPECT_TRUE(is_within("/x", "/"));
    EXPECT_FALSE(is_within("/ab", "/a"));
}

}  // namespace
}  // namespace scc::path
