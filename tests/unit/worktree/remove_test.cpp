#include "change/remove.hpp"

#include <csignal>

#include "fixture.hpp"

namespace scc::worktree {
namespace {

class Remove : public RepositoryTest {
protected:
    Result<json> removed(const std::string& name) const {
        cli::Args args;
        args.operands = {app_, name};
        return remove(args, {});
    }
};

// Whatever the moment: the worktree is there as it was, or after the next command all of it is gone.
TEST_F(Remove, LeavesAllOrNothingWhenItIsKilled) {
    for (int i = 0; i < 200; ++i) {
        const std::string file = app_ + "/d" + std::to_string(i % 20) + "/f" + std::to_string(i);
        ASSERT_TRUE(file::replace(file, std::string(500, 'x')));
    }
    commit();
    int whole = 0;
    for (int delay = 0; delay < 25; ++delay) {
        if (!file::exists(place("k"))) {
            ASSERT_TRUE(made("k"));
        }
        const pid_t child = ::fork();
        if (child == 0) ::_exit(removed("k") ? 0 : 1);
        ::usleep(static_cast<unsigned>(delay) * 700);
        ::kill(child, SIGKILL);
        status_of(child);
        const bool is_there = listed()["worktrees"].size() == 2;
        whole += is_there ? 1 : 0;
        EXPECT_EQ(file::exists(place("k")), is_there) << delay;
        EXPECT_EQ(branches(), is_there ? (Texts{"main", "scc/k"}) : Texts{"main"}) << delay;
        EXPECT_EQ(file::exists(app_ + "-worktrees"), is_there) << delay;
        if (is_there) {
            EXPECT_EQ(git({"-C", place("k"), "status", "--short", "--branch"}), "## scc/k\n");
        }
    }
    EXPECT_LT(whole, 25);
}

TEST_F(Remove, LosesNothingThatCameWhileTheSessionEnded) {
    ASSERT_TRUE(made("a"));
    ASSERT_TRUE(file::replace(place("a") + "/new", "n"));
    const auto refused = removed("a");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::usage);
    EXPECT_EQ(refused.error().also.at(0).message, "untracked: new");
    EXPECT_TRUE(file::exists(place("a") + "/new"));
}

}  // namespace
}  // namespace scc::worktree
