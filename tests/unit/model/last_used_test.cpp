#include "model/last_used.hpp"

#include <gtest/gtest.h>

#include "base/file.hpp"

namespace scc::model {
namespace {

TEST(LastUsed, IsAFileOfTheWorkspaceBelowTheStateDirectory) {
    EXPECT_EQ(last_used_path("/s", "/w"), "/s/workspaces/d1bb8ca35467.json");
    EXPECT_NE(last_used_path("/s", "/w"), last_used_path("/s", "/w2"));
}

TEST(LastUsed, IsReadAsItWasWrittenAndNothingWithoutAFile) {
    const std::string directory = *file::temporary_directory("scc-test");
    const std::string path = last_used_path(directory, "/w");
    EXPECT_EQ(*last_used_provider(path), std::nullopt);
    ASSERT_TRUE(remember_provider(path, "shell"));
    EXPECT_EQ(*last_used_provider(path), "shell");
    ASSERT_TRUE(file::replace(path, "{"));
    EXPECT_EQ(last_used_provider(path).error().code, Code::config);
    ASSERT_TRUE(file::remove_all(directory));
}

}  // namespace
}  // namespace scc::model
