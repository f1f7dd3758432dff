#include "place.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/repository.hpp"
#include "proc/run.hpp"
#include "rule/judge.hpp"

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

// With the real git, as people's own settings are left out.
class RealRepository : public Repository {
protected:
    void SetUp() override {
        Repository::SetUp();
        if (!proc::available("git")) GTEST_SKIP() << "git is missing";
        git({"init", "--quiet"});
        put("a.txt", "1\n");
        git({"add", "a.txt"});
        git({"-c", "user.name=a", "-c", "user.email=a@host.example", "commit", "--quiet", "-m", "a"});
    }

    void git(std::vector<std::string> words) {
        words.insert(words.begin(), {"git", "-C", root_});
        const auto outcome = proc::run({.argv = words});
        ASSERT_TRUE(outcome && outcome->status == 0) << words.back();
    }

    std::string rule_for(std::string_view line, bool allow_when_clean = false) {
        rule::Policy policy;
        policy.allow_when_clean = allow_when_clean;
        PlaceFacts facts({.directory = root_, .workspace = {}, .branch = {}});
        return rule::judge_line(line, policy, facts).rule;
    }
};

TEST_F(RealRepository, TellsWhetherThereIsSomethingToLose) {
    EXPECT_EQ(rule_for("git reset --hard"), "git/reset-hard");
    EXPECT_EQ(rule_for("git reset --hard", true), "");
    put("a.txt", "2\n");
    EXPECT_EQ(rule_for("git reset --hard", true), "git/reset-hard");
}

TEST_F(RealRepository, TellsWhatItsAliasesStandFor) {
    git({"config", "alias.fp", "push --force"});
    git({"config", "alias.wipe", "!rm -rf ~"});
    EXPECT_EQ(rule_for("git fp origin"), "git/push-force");
    EXPECT_EQ(rule_for("git WIPE"), "files/delete-home");
    EXPECT_EQ(rule_for("git unknown"), "");
}

TEST_F(RealRepository, IsTheWorkspaceOfEveryDirectoryInIt) {
    ASSERT_TRUE(file::make_directories(path::join(root_, "src/deep")));
    PlaceFacts facts({.directory = path::join(root_, "src"), .workspace = {}, .branch = {}});
    const auto rule = [&](std::string_view line) { return rule::judge_line(line, rule::Policy(), facts).rule; };
    EXPECT_EQ(rule("rm -rf deep"), "");
    EXPECT_EQ(rule("rm -rf ../src"), "");
    EXPECT_EQ(rule("rm -rf .."), "files/delete-workspace");
    EXPECT_EQ(rule("rm -rf ../.git"), "files/delete-git");
}

TEST_F(RealRepository, IsLeftThroughALink) {
    ASSERT_EQ(::symlink("/srv", path::join(root_, "out").c_str()), 0);
    EXPECT_EQ(rule_for("rm -rf out"), "");
    EXPECT_EQ(rule_for("rm -rf out/data"), "files/delete-outside");
    EXPECT_EQ(rule_for("rm -rf out/*"), "files/delete-outside");
}

}  // namespace
}  // namespace scc::safety
