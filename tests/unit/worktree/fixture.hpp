// A repository of its own for every test, below a home of its own, and what is asked of both again and again.
#pragma once

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "change/create.hpp"
#include "look/list.hpp"
#include "proc/run.hpp"

namespace scc::worktree {

class RepositoryTest : public testing::Test {
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

    json listed() const {
        cli::Args args;
        args.operands = {app_};
        return list(args, {}).value();
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
    std::string place(const std::string& name) const { return app_ + "-worktrees/" + name; }

    std::string directory_;
    std::string app_;
};

using Texts = std::vector<std::string>;

}  // namespace scc::worktree
