#include "place.hpp"

#include <gtest/gtest.h>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/repository.hpp"

namespace scc::safety {
namespace {

class Repository : public testing::Test {
protected:
    void SetUp() override { root_ = *file::temporary_directory("scc-place"); }
    void TearDown() override { EXPECT_TRUE(file::remove_all(root_)); }

    std::string put(const std::string& name, std::string_view bytes) {
        EXPECT_TRUE(file::replace(path::join(root_, name), bytes));
        return root_;
    }

    std::string root_;
};

TEST_F(Repository, TellsItsBranchFromAnyDirectoryInIt) {
    put(".git/HEAD", "ref: refs/heads/feature/a\n");
    ASSERT_TRUE(file::make_directories(path::join(root_, "src/deep")));
    EXPECT_EQ(repository::branch_at(root_), "feature/a");
    EXPECT_EQ(repository::branch_at(path::join(root_, "src/deep")), "feature/a");
}

TEST_F(Repository, HasNoBranchWhenDetached) {
    put(".git/HEAD", "05df1e4bcb5d3a2f05df1e4bcb5d3a2f05df1e4b\n");
    EXPECT_EQ(repository::branch_at(root_), std::nullopt);
}

TEST_F(Repository, TellsTheBranchOfALinkedWorkTree) {
    put("main/.git/worktrees/w/HEAD", "ref: refs/heads/w\n");
    put("w/.git", "gitdir: " + root_ + "/main/.git/worktrees/w\n");
    EXPECT_EQ(repository::branch_at(path::join(root_, "w")), "w");
}

TEST_F(Repository, IsNotEverywhere) { EXPECT_EQ(repository::branch_at(root_), std::nullopt); }

TEST_F(Repository, BelievesTheBranchItIsGiven) {
    put(".git/HEAD", "ref: refs/heads/a\n");
    PlaceFacts facts({.directory = root_, .workspace = {}, .branch = "b"});
    EXPECT_EQ(facts.branch(), "b");
}

}  // namespace
}  // namespace scc::safety
