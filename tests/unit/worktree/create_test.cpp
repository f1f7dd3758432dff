#include "create.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "git.hpp"
#include "list.hpp"
#include "proc/run.hpp"
#include "site.hpp"

namespace scc::worktree {
namespace {

class Create : public testing::Test {
protected:
    void SetUp() override {
        directory_ = path::real(file::temporary_directory("scc-worktree-test").value()).value();
        app_ = directory_ + "/app";
        ::setenv("HOME", directory_.c_str(), 1);
        ::unsetenv("XDG_STATE_HOME");
        ::unsetenv("XDG_CONFIG_HOME");
        git({"init", "-q", "-b", "main", app_});
        git({"-C", app_, "config", "user.name", "n"});
        git({"-C", app_, "config", "user.email", "n@x.test"});
        ASSERT_TRUE(file::replace(app_ + "/file", "one\n"));
        commit();
    }
    void TearDown() override { EXPECT_TRUE(file::remove_all(directory_)); }

    static std::string git(std::vector<std::string> words) {
        words.insert(words.begin(), "git");
        const auto output = proc::output_of({.argv = std::move(words)});
        EXPECT_TRUE(output) << output.error().message;
        return output.value_or("");
    }

    void commit() const {
        git({"-C", app_, "add", "-A"});
        git({"-C", app_, "commit", "-q", "-m", "c"});
    }

    Result<json> made(const std::string& name) const {
        cli::Args args;
        args.operands = {app_, name};
        return create(args, {});
    }

    // `made` in a process of its own.
    pid_t start(const std::string& name) const {
        const pid_t child = ::fork();
        if (child != 0) return child;
        const auto result = made(name);
        if (!result) static_cast<void>(file::write(2, result.error().message + "\n", "standard error"));
        ::_exit(result ? 0 : static_cast<int>(result.error().code));
    }

    static int status_of(pid_t child) {
        int status = 0;
        ::waitpid(child, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }

    std::size_t worktrees() const { return text::words(git({"-C", app_, "worktree", "list"}), '\n').size(); }
    std::vector<std::string> branches() const {
        return text::words(git({"-C", app_, "branch", "--format=%(refname:short)"}), '\n');
    }

    std::string directory_;
    std::string app_;
};

using Texts = std::vector<std::string>;

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
    for (int i = 0; i < 6; ++i) children.push_back(start("n/" + std::to_string(i)));
    for (const pid_t child : children) EXPECT_EQ(status_of(child), 0);
    EXPECT_EQ(worktrees(), 7U);
    EXPECT_EQ(branches().size(), 7U);
    EXPECT_EQ(file::list(directory_ + "/app-worktrees")->size(), 6U);
}

TEST_F(Create, TakesEverythingBackWhenItIsInterrupted) {
    git({"-C", app_, "config", "filter.slow.smudge", "sleep 1; cat"});
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
    cli::Args args;
    args.operands = {app_};
    const json listed = list(args, {}).value();
    EXPECT_EQ(listed["worktrees"][0]["branch"], nullptr);
    EXPECT_EQ(listed["worktrees"][1]["base"], git({"-C", app_, "rev-parse", "HEAD"}).substr(0, 7));
}

}  // namespace
}  // namespace scc::worktree
