#include "model/discover.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include "base/file.hpp"
#include "base/path.hpp"

namespace scc::model {
namespace {

class Discover : public testing::Test {
protected:
    void SetUp() override { root = *path::real(*file::temporary_directory("scc-discover-test")); }
    void TearDown() override { EXPECT_TRUE(file::remove_all(root)); }

    void put(const std::string& name, std::string_view text) { ASSERT_TRUE(file::replace(root + "/" + name, text)); }

    std::string root;
};

TEST_F(Discover, FindsTheWorkTreeAroundTheDirectory) {
    put("repo/.git/HEAD", "ref: refs/heads/feature/x\n");
    put("repo/src/deep/file", "");
    const auto workspace = discover(root + "/repo/src/deep");
    ASSERT_TRUE(workspace);
    EXPECT_EQ(workspace->root, root + "/repo");
    EXPECT_EQ(workspace->entry, root + "/repo/src/deep");
    EXPECT_EQ(workspace->branch, "feature/x");
    EXPECT_EQ(workspace->repository, root + "/repo/.git");
    EXPECT_FALSE(workspace->worktree);
    EXPECT_EQ(workspace->uid, ::getuid());
}

TEST_F(Discover, KnowsALinkedWorktreeAndADetachedHead) {
    put("repo/.git/HEAD", "ref: refs/heads/main\n");
    put("repo/.git/worktrees/fix/HEAD", "ref: refs/heads/scc/fix\n");
    put("repo/.git/worktrees/fix/commondir", "../..\n");
    put("fix/.git", "gitdir: ../repo/.git/worktrees/fix\n");
    const auto linked = discover(root + "/fix");
    ASSERT_TRUE(linked);
    EXPECT_EQ(linked->root, root + "/fix");
    EXPECT_EQ(linked->repository, root + "/repo/.git");
    EXPECT_EQ(linked->worktree->name, "fix");
    EXPECT_EQ(linked->worktree->branch, "scc/fix");
    put("repo/.git/HEAD", "0123456789012345678901234567890123456789\n");
    EXPECT_FALSE(discover(root + "/repo")->branch);
}

TEST_F(Discover, TakesTheDirectoryOfASettingsFileOrTheDirectoryItself) {
    put("plain/.scc.toml", "");
    put("plain/sub/file", "");
    EXPECT_EQ(discover(root + "/plain/sub")->root, root + "/plain");
    put("bare/file", "");
    EXPECT_EQ(discover(root + "/bare")->root, root + "/bare");
    EXPECT_FALSE(discover(root + "/bare")->repository);
    EXPECT_EQ(discover(root + "/none").error().code, Code::not_found);
    EXPECT_EQ(discover(root + "/bare/file").error().message, "there is no directory '" + root + "/bare/file'");
}

}  // namespace
}  // namespace scc::model
