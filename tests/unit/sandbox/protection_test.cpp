#include "plan/protection.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>

#include "base/file.hpp"
#include "run/staging.hpp"
#include "run/worktrees.hpp"
#include "trust/repository.hpp"

namespace scc::sandbox {
namespace {

using Lines = std::vector<std::string>;

class Protection : public testing::Test {
protected:
    void SetUp() override {
        top_ = *file::temporary_directory("scc-protection-test");
        workspace_.root = top_ + "/w";
        workspace_.uid = ::getuid();
        workspace_.gid = ::getgid();
        make("w/README");
    }
    void TearDown() override { EXPECT_TRUE(file::remove_all(top_)); }

    void make(const std::string& name, const std::string& text = "") const {
        ASSERT_TRUE(file::replace(top_ + "/" + name, text));
    }
    void make_repository(const std::string& name) const {
        make(name + "/HEAD", "ref: refs/heads/topic\n");
        for (const char* folder : {"/objects", "/refs", "/hooks"}) {
            ASSERT_TRUE(file::make_directories(top_ + "/" + name + folder));
        }
    }
    void use(const std::string& name) {
        make_repository(name);
        workspace_.repository = top_ + "/" + name;
    }
    // A work tree "mine" at w, with another beside it.
    void link() {
        use("r.git");
        make("w/.git", "gitdir: ../r.git/worktrees/mine\n");
        for (const char* name : {"commondir", "gitdir", "HEAD"}) make("r.git/worktrees/mine/" + std::string(name));
        make("r.git/worktrees/theirs/HEAD");
        workspace_.worktree = model::Worktree{"mine", "topic"};
    }

    // "ro" or "rw" and the path below the scratch directory, in order.
    Lines mounts(const Lines& files = {}) const {
        model::Effective config;
        for (const std::string& file : files) config.protected_files.push_back({file, {}});
        Lines lines;
        for (const Mount& mount : protections(workspace_, config)) {
            EXPECT_EQ(mount.source, mount.target);
            lines.push_back((mount.writable ? "rw " : "ro ") + mount.target.substr(top_.size() + 1));
        }
        return lines;
    }

    std::string top_;
    model::Workspace workspace_;
};

TEST_F(Protection, NeedsNoRepository) { EXPECT_EQ(mounts(), Lines{}); }

TEST_F(Protection, CoversTheHooks) {
    use("w/.git");
    EXPECT_EQ(mounts(), Lines{"ro w/.git/hooks"});
}

TEST_F(Protection, CoversWhatTellsALinkedWorktreeWhereItsRepositoryIs) {
    link();
    EXPECT_EQ(mounts(),
              (Lines{"ro r.git/hooks",
                     "rw r.git/worktrees",
                     "rw r.git/worktrees/mine",
                     "ro r.git/worktrees/mine/commondir",
                     "ro r.git/worktrees/mine/gitdir",
                     "ro w/.git"}));
}

TEST_F(Protection, GivesCopiesOfTheFoldersOfOtherWorktrees) {
    link();
    make("r.git/worktrees/theirs/gitdir", "/theirs/.git\n");
    make("r.git/worktrees/theirs/logs/HEAD", "log\n");
    make("r.git/worktrees/theirs/modules/a/HEAD");
    ASSERT_EQ(::symlink("/etc/passwd", (top_ + "/r.git/worktrees/theirs/index").c_str()), 0);
    const auto mounts = copy_worktrees(workspace_, top_ + "/session");
    ASSERT_TRUE(mounts);
    ASSERT_EQ(mounts->size(), 1U);
    const Mount& mount = mounts->front();
    EXPECT_EQ(mount.target, top_ + "/r.git/worktrees/theirs");
    EXPECT_EQ(*file::list(mount.source), (Lines{"HEAD", "gitdir", "locked", "logs"}));
    EXPECT_EQ(*file::read(mount.source + "/gitdir"), "/theirs/.git\n");
    EXPECT_EQ(*file::read(mount.source + "/logs/HEAD"), "log\n");
}

TEST_F(Protection, CoversTheFileThatNamesAGitDirectoryElsewhere) {
    use("w/.bare");
    make("w/.git", "gitdir: ./.bare\n");
    EXPECT_EQ(mounts(), (Lines{"ro w/.bare/hooks", "ro w/.git"}));
}

TEST_F(Protection, PinsTheDirectoriesAboveARepositoryInTheWorkspace) {
    use("w/git/own");
    make("w/.git", "gitdir: git/own\n");
    EXPECT_EQ(mounts(), (Lines{"rw w/git", "ro w/git/own/hooks", "ro w/.git"}));
}

TEST_F(Protection, CoversTheHooksOfSubmodulesWhateverTheyAreCalled) {
    use("w/.git");
    make_repository("w/.git/modules/a");
    make_repository("w/.git/modules/libs/b");
    make_repository("w/.git/modules/a/modules/inner");
    EXPECT_EQ(mounts(),
              (Lines{"ro w/.git/hooks",
                     "rw w/.git/modules",
                     "rw w/.git/modules/a",
                     "ro w/.git/modules/a/hooks",
                     "rw w/.git/modules/a/modules",
                     "rw w/.git/modules/a/modules/inner",
                     "ro w/.git/modules/a/modules/inner/hooks",
                     "rw w/.git/modules/libs",
                     "rw w/.git/modules/libs/b",
                     "ro w/.git/modules/libs/b/hooks"}));
}

TEST_F(Protection, PinsTheDirectoriesAboveAProtectedFile) {
    make("w/.vscode/tasks.json");
    make("w/.github/workflows/ci.yml");
    EXPECT_EQ(
        mounts({".envrc", ".vscode/tasks.json", ".github/workflows", "README"}),
        (Lines{"rw w/.vscode", "ro w/.vscode/tasks.json", "rw w/.github", "ro w/.github/workflows", "ro w/README"}));
}

TEST_F(Protection, FollowsNoLinkOutOfTheWorkspace) {
    make("secret/tasks.json");
    ASSERT_EQ(::symlink("../secret", (workspace_.root + "/.vscode").c_str()), 0);
    ASSERT_EQ(::symlink("../secret/tasks.json", (workspace_.root + "/.envrc").c_str()), 0);
    EXPECT_EQ(mounts({".vscode/tasks.json", ".envrc", ".vscode"}), Lines{});
}

TEST_F(Protection, MakesTheHooksThatAreMissingAndNoLinkIntoThem) {
    use("w/.git");
    make_repository("w/.git/modules/a");
    for (const char* hooks : {"/.git/hooks", "/.git/modules/a/hooks"}) {
        ASSERT_EQ(::rmdir((workspace_.root + hooks).c_str()), 0);
    }
    EXPECT_TRUE(ensure_hooks(workspace_));
    for (const char* hooks : {"/.git/hooks", "/.git/modules/a/hooks"}) {
        EXPECT_TRUE(file::is_directory(workspace_.root + hooks));
    }
    ASSERT_EQ(::rmdir((workspace_.root + "/.git/hooks").c_str()), 0);
    ASSERT_EQ(::symlink("/etc", (workspace_.root + "/.git/hooks").c_str()), 0);
    const auto refused = ensure_hooks(workspace_);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message, "'" + workspace_.root + "/.git/hooks' is no directory, and cannot be protected");
    EXPECT_EQ(refused.error().code, Code::config);
}

}  // namespace
}  // namespace scc::sandbox
