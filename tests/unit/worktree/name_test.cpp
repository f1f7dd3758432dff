#include "place/name.hpp"

#include <gtest/gtest.h>

namespace scc::worktree {
namespace {

TEST(Name, GivesBranchAndDirectory) {
    EXPECT_EQ(branch_for("feature/login"), "scc/feature/login");
    EXPECT_EQ(directory_for("feature/login"), "feature~login");
    EXPECT_EQ(name_in(directory_for("feature/login")), "feature/login");
}

TEST(Name, MayBeAnythingABranchMayBe) {
    for (const char* name :
         {"a", "a-b", "a_b", "a.b", "a/b/c", "grüße", "日本語", "🦀", "a@b", "a+b,c", "HEAD", "1", "a%b"}) {
        const auto checked = check_name(name);
        EXPECT_TRUE(checked) << name << ": " << checked.error().message;
    }
}

TEST(Name, IsRefusedWithTheReason) {
    const std::pair<std::string, const char*> rows[] = {
        {std::string(201, 'a'), "it is longer than 200 bytes"},
        {"a\nb", "it has a control character"},
        {"a\\b", "it has one of ~ ^ : ? * [ \\"},
        {"../a", "a part begins with '.'"},
        {"a/.b", "a part begins with '.'"},
        {"a.lock/b", "a part ends with '.lock'"},
    };
    for (const auto& [name, reason] : rows) {
        const auto checked = check_name(name);
        ASSERT_FALSE(checked) << name;
        EXPECT_EQ(checked.error().code, Code::usage);
        EXPECT_TRUE(checked.error().message.ends_with(reason)) << checked.error().message;
    }
    EXPECT_EQ(check_name("my new feature!").error().hint, "try 'my-new-feature!'");
    EXPECT_EQ(check_name("***").error().hint, "");
}

}  // namespace
}  // namespace scc::worktree
