#include "change/create.hpp"

#include <csignal>

#include "fixture.hpp"
#include "place/begun.hpp"
#include "place/site.hpp"

namespace scc::worktree {
namespace {

using Create = RepositoryTest;

TEST_F(Create, LetsOneOfManyHaveAName) {
    std::vector<pid_t> children;
    for (int i = 0; i < 6; ++i) children.push_back(start("same"));
    int succeeded = 0;
    for (const pid_t child : children) {
        const int status = status_of(child);
        EXPECT_TRUE(status == 0 || status == static_cast<int>(Code::usage)) << status;
        if (status == 0) ++succeeded;
    }
    EXPECT_EQ(succeeded, 1);
    EXPECT_EQ(branches(), (Texts{"main", "scc/same"}));
    EXPECT_EQ(worktrees(), 2U);
    EXPECT_EQ(git({"-C", directory_ + "/app-worktrees/same", "status", "--short", "--branch"}), "## scc/same\n");
}

TEST_F(Create, MakesManyAtOnce) {
    std::vector<pid_t> children;
    for (int i = 0; i < 10; ++i) children.push_back(start("n/" + std::to_string(i)));
    for (const pid_t child : children) EXPECT_EQ(status_of(child), 0);
    EXPECT_EQ(worktrees(), 11U);
    EXPECT_EQ(branches().size(), 11U);
    EXPECT_EQ(file::list(directory_ + "/app-worktrees")->size(), 10U);
}

TEST_F(Create, TakesEverythingBackWhenItIsInterrupted) {
    git({"config", "--global", "filter.slow.smudge", "sleep 1; cat"});
    ASSERT_TRUE(file::replace(app_ + "/.gitattributes", "file filter=slow\n"));
    commit();
    const pid_t child = start("slow");
    for (int i = 0; i < 500 && !file::exists(app_ + "/.git/worktrees/slow"); ++i) ::usleep(10'000);
    ::kill(child, SIGINT);
    EXPECT_EQ(status_of(child), 130);
    EXPECT_EQ(branches(), Texts{"main"});
    EXPECT_EQ(worktrees(), 1U);
    EXPECT_EQ(file::list(app_ + "/.git/worktrees").value_or({}), Texts{});
    EXPECT_FALSE(file::exists(directory_ + "/app-worktrees"));
}

// Whatever the moment: there is a whole worktree, or after the next command none of it.
TEST_F(Create, LeavesNothingOrAllWhenItIsKilled) {
    for (int i = 0; i < 200; ++i) {
        const std::string file = app_ + "/d" + std::to_string(i % 20) + "/f" + std::to_string(i);
        ASSERT_TRUE(file::replace(file, std::string(5000, 'x')));
    }
    commit();
    int whole = 0;
    for (int delay = 0; delay < 30; ++delay) {
        const pid_t child = start("k");
        ::usleep(static_cast<unsigned>(delay) * 800);
        ::kill(child, SIGKILL);
        status_of(child);
        const bool is_whole = listed()["worktrees"].size() == 2;
        whole += is_whole ? 1 : 0;
        EXPECT_EQ(branches(), is_whole ? (Texts{"main", "scc/k"}) : Texts{"main"}) << delay;
        EXPECT_EQ(file::exists(place("k")), is_whole) << delay;
        EXPECT_EQ(file::list(app_ + "/.git/worktrees").value_or({}), is_whole ? Texts{"k"} : Texts{}) << delay;
        if (!is_whole) continue;
        EXPECT_EQ(git({"-C", place("k"), "status", "--short", "--branch"}), "## scc/k\n");
        git({"-C", app_, "worktree", "remove", "--force", place("k")});
        git({"-C", app_, "branch", "-q", "-D", "scc/k"});
    }
    EXPECT_LT(whole, 30);
    EXPECT_EQ(file::list(app_ + "/.git/refs/heads/scc").value_or({}), Texts{});
}

TEST_F(Create, LeavesAloneWhatWasPutThereSince) {
    const Repository repository = std::move(open(app_)).value();
    const Site site = site_of(repository.get());
    {
        const auto note = Note::begin(site, {.act = Act::create, .path = place("n"), .commit = "x"});
        ASSERT_TRUE(note);
    }
    ASSERT_TRUE(file::make_directories(place("n")));
    ASSERT_TRUE(file::replace(place("n") + "/mine", "m"));
    listed();
    EXPECT_TRUE(file::exists(place("n") + "/mine"));
    EXPECT_EQ(file::list(directory_ + "/.local/state/scc/worktrees").value(), Texts{});
}

TEST_F(Create, DoesNotTouchWhatExists) {
    ASSERT_TRUE(made("a"));
    EXPECT_EQ(made("a").error().code, Code::usage);
    EXPECT_EQ(branches(), (Texts{"main", "scc/a"}));
}

TEST_F(Create, CannotWriteWhereItMayNot) {
    ASSERT_TRUE(file::replace(directory_ + "/app-worktrees", "a file"));
    const auto result = made("a");
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, Code::tool);
    EXPECT_EQ(branches(), Texts{"main"});
}

TEST_F(Create, WorksWithASeparateGitDirectoryAndInASubmodule) {
    git({"init", "-q", "--separate-git-dir", directory_ + "/store", app_});
    const auto result = made("a");
    ASSERT_TRUE(result) << result.error().message;
    EXPECT_EQ((*result)["workspace"]["repository"], directory_ + "/store");
    EXPECT_EQ((*result)["workspace"]["root"], directory_ + "/app-worktrees/a");
    const std::string super = directory_ + "/super";
    git({"init", "-q", "-b", "main", super});
    git({"-C", super, "-c", "protocol.file.allow=always", "submodule", "-q", "add", app_, "sub"});
    app_ = super + "/sub";
    const auto below = made("b");
    ASSERT_TRUE(below) << below.error().message;
    EXPECT_EQ((*below)["workspace"]["root"], super + "/sub-worktrees/b");
    EXPECT_EQ((*below)["workspace"]["repository"], super + "/.git/modules/sub");
}

TEST_F(Create, RemembersWhatItStartedFrom) {
    ASSERT_TRUE(made("a"));
    const Repository repository = std::move(open(app_)).value();
    const Site site = site_of(repository.get());
    const auto origin = origin_of(site, site.path_of("a"));
    ASSERT_TRUE(origin);
    EXPECT_EQ(origin->base, "main");
    EXPECT_EQ(origin->commit + "\n", git({"-C", app_, "rev-parse", "main"}));
}

TEST_F(Create, StartsFromADetachedHead) {
    git({"-C", app_, "checkout", "-q", "--detach"});
    ASSERT_TRUE(made("a"));
    const json found = listed();
    EXPECT_EQ(found["worktrees"][0]["branch"], nullptr);
    EXPECT_EQ(found["worktrees"][1]["base"], git({"-C", app_, "rev-parse", "HEAD"}).substr(0, 7));
}

}  // namespace
}  // namespace scc::worktree
