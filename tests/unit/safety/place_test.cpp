#include "place.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>

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

TEST_F(Repository, TellsADetachedHeadFromAnUnreadableOne) {
    put(".git/HEAD", "05df1e4bcb5d3a2f05df1e4bcb5d3a2f05df1e4b\n");
    EXPECT_EQ(repository::head_at(root_), "");
    put(".git/HEAD", "ref: somewhere/else\n");
    EXPECT_EQ(repository::head_at(root_), std::nullopt);
    put(".git/HEAD", "");
    EXPECT_EQ(repository::head_at(root_), std::nullopt);
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
    EXPECT_EQ(facts.branch(""), "b");
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
        commit();
    }

    void commit() {
        git({"-c", "user.name=a", "-c", "user.email=a@host.example", "commit", "--quiet", "--allow-empty", "-m", "a"});
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

// What each command would lose decides, and only that: the rule that refuses it, or "" where it is let through.
TEST_F(RealRepository, KnowsWhatACommandWouldLose) {
    put(".gitignore", "*.log\n");
    git({"add", ".gitignore"});
    commit();
    const auto expect = [&](const char* state, std::initializer_list<std::pair<const char*, const char*>> lines) {
        for (const auto& [line, rule] : lines) EXPECT_EQ(rule_for(line, true), rule) << state << ": " << line;
    };
    expect("nothing",
           {{"git reset --hard", ""},
            {"git reset --hard HEAD~1", ""},
            {"git checkout -- a.txt", ""},
            {"git checkout .", ""},
            {"git restore .", ""},
            {"git clean -fdx", ""},
            {"git checkout -f", ""},
            {"git rm -f a.txt", ""}});
    put("debug.log", "1\n");
    expect("an ignored file",
           {{"git reset --hard", ""},
            {"git reset --hard HEAD~1", "git/reset-hard"},
            {"git clean -fd", ""},
            {"git clean -fdx", "git/clean-force"},
            {"git clean -fX", "git/clean-force"}});
    put("new.txt", "1\n");
    expect("an untracked file",
           {{"git reset --hard", ""},
            {"git reset --hard HEAD~1", "git/reset-hard"},
            {"git checkout -- a.txt", ""},
            {"git checkout HEAD~1 -- a.txt", "git/checkout-discard"},
            {"git restore .", ""},
            {"git restore --source=HEAD~1 .", "git/restore-worktree"},
            {"git switch -f main", "git/checkout-force"},
            {"git clean -fd", "git/clean-force"}});
    git({"add", "new.txt"});
    expect("a staged file",
           {{"git reset --hard", "git/reset-hard"},
            {"git checkout -f", "git/checkout-force"},
            {"git rm -f new.txt", "git/rm-force"},
            {"git clean -fd", ""}});
    commit();
    put("a.txt", "2\n");
    expect("a change",
           {{"git reset --hard", "git/reset-hard"},
            {"git checkout -- a.txt", "git/checkout-discard"},
            {"git restore .", "git/restore-worktree"},
            {"git clean -fd", ""}});
}

TEST_F(RealRepository, IsNotTakenForCleanWhereGitOverlooksFiles) {
    for (const auto& [mark, unmark] : {std::pair{"--assume-unchanged", "--no-assume-unchanged"},
                                       std::pair{"--skip-worktree", "--no-skip-worktree"}}) {
        git({"update-index", mark, "a.txt"});
        EXPECT_EQ(rule_for("git reset --hard", true), "git/reset-hard") << mark;
        git({"update-index", unmark, "a.txt"});
        EXPECT_EQ(rule_for("git reset --hard", true), "") << unmark;
    }
}

TEST_F(RealRepository, IsNotTakenForCleanWhereItCannotBeRead) {
    put(".git/index", "no index");
    EXPECT_EQ(rule_for("git reset --hard", true), "git/reset-hard");
    ASSERT_TRUE(file::remove_all(path::join(root_, ".git/HEAD")));
    EXPECT_EQ(rule_for("git reset --hard", true), "git/reset-hard");
}

TEST_F(RealRepository, IsCleanBeforeItsFirstCommitWhereNothingIsStaged) {
    git({"update-ref", "-d", "HEAD"});
    EXPECT_EQ(rule_for("git reset --hard", true), "git/reset-hard");
    git({"rm", "--quiet", "--cached", "a.txt"});
    EXPECT_EQ(rule_for("git reset --hard", true), "");
    EXPECT_EQ(rule_for("git clean -fd", true), "git/clean-force");
}

TEST_F(RealRepository, SaysNothingOfABareOneOrOfNone) {
    const std::string bare = path::join(root_, "bare.git");
    git({"init", "--quiet", "--bare", bare});
    EXPECT_EQ(rule_for("git -C bare.git reset --hard", true), "git/reset-hard");
    EXPECT_EQ(rule_for("git -C / reset --hard", true), "git/reset-hard");
    EXPECT_EQ(rule_for("git -C nowhere reset --hard", true), "git/reset-hard");
}

TEST_F(RealRepository, HoldsOthersThatAreJudgedByThemselves) {
    const std::string nested = path::join(root_, "nested");
    git({"init", "--quiet", nested});
    EXPECT_EQ(rule_for("git clean -ffd", true), "git/clean-force");
    EXPECT_EQ(rule_for("git reset --hard", true), "");
    put("nested/b.txt", "1\n");
    git({"-C", "nested", "add", "b.txt"});
    EXPECT_EQ(rule_for("git -C nested reset --hard", true), "git/reset-hard");
    EXPECT_EQ(rule_for("cd nested && git reset --hard", true), "git/reset-hard");
    EXPECT_EQ(rule_for("git reset --hard", true), "");
}

TEST_F(RealRepository, IsNotTakenForCleanWithASubmodule) {
    git({"-c", "protocol.file.allow=always", "submodule", "--quiet", "add", root_, "module"});
    commit();
    EXPECT_EQ(rule_for("git reset --hard", true), "git/reset-hard");
}

TEST_F(RealRepository, RunsNothingToSayWhetherItIsClean) {
    const std::string mark = path::join(root_, ".git/ran");
    git({"config", "core.fsmonitor", "touch " + mark + "; false"});
    git({"config", "core.hooksPath", path::join(root_, ".git/own")});
    put(".git/own/post-index-change", "#!/bin/sh\ntouch " + mark + "\n");
    ASSERT_EQ(::chmod(path::join(root_, ".git/own/post-index-change").c_str(), 0755), 0);
    EXPECT_EQ(rule_for("git reset --hard", true), "");
    git({"config", "filter.f.clean", "touch " + mark + "; cat"});
    put(".git/info/attributes", "*.txt filter=f\n");
    put("a.txt", "1\n");
    EXPECT_EQ(rule_for("git reset --hard", true), "git/reset-hard");
    EXPECT_FALSE(file::exists(mark));
}

TEST_F(RealRepository, IsNotTheOneThatTheEnvironmentNames) {
    ASSERT_EQ(::setenv("GIT_DIR", "/srv/other/.git", 1), 0);
    EXPECT_EQ(rule_for("git reset --hard", true), "git/reset-hard");
    PlaceFacts facts({.directory = root_, .workspace = {}, .branch = {}});
    EXPECT_EQ(facts.branch(""), std::nullopt);
    ::unsetenv("GIT_DIR");
}

TEST_F(RealRepository, ProtectsTheBranchThatACommandSpeaksOf) {
    git({"branch", "-M", "main"});
    git({"worktree", "add", "--quiet", "-b", "topic", path::join(root_, "w")});
    rule::Policy policy;
    policy.protected_branches = {"main"};
    const auto rule = [&](std::string_view line, const std::string& directory) {
        PlaceFacts facts({.directory = directory, .workspace = {}, .branch = {}});
        return rule::judge_line(line, policy, facts).rule;
    };
    const std::string linked = path::join(root_, "w");
    EXPECT_EQ(rule("git push --force-with-lease", root_), "git/push-lease-protected");
    EXPECT_EQ(rule("git push --force-with-lease", linked), "");
    EXPECT_EQ(rule("git -C w push --force-with-lease", root_), "");
    EXPECT_EQ(rule("git -C .. push --force-with-lease", linked), "git/push-lease-protected");
    EXPECT_EQ(rule("cd .. && git push --force-with-lease origin HEAD", linked), "git/push-lease-protected");
    EXPECT_EQ(rule("GIT_DIR=../.git git push --force-with-lease", linked), "git/push-lease-protected");
    git({"checkout", "--quiet", "--detach"});
    EXPECT_EQ(rule("git push --force-with-lease", root_), "");
    EXPECT_EQ(rule("git push --force-with-lease", "/"), "git/push-lease-protected");
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
