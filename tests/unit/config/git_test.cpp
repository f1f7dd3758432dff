// Repositories: fetched through a stand-in for ssh that runs git's own server side on a repository of the test's.
#include "fetch/git.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "proc/run.hpp"

namespace scc::config {
namespace {

class Git : public testing::Test {
protected:
    void SetUp() override {
        root = *path::real(*file::temporary_directory("scc-git-test"));
        ::setenv("HOME", root.c_str(), 1);
        ::setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
        put("ssh", "#!/bin/sh\nfor word; do last=$word; done\nexec sh -c \"$last\"\n");
        ::chmod((root + "/ssh").c_str(), 0755);
        ::setenv("GIT_SSH_COMMAND", (root + "/ssh").c_str(), 1);
        run({"git", "init", "-q", "-b", "main", root + "/repo"});
        run({"git", "-C", root + "/repo", "config", "uploadpack.allowAnySHA1InWant", "true"});
    }
    void TearDown() override {
        ::unsetenv("GIT_SSH_COMMAND");
        EXPECT_TRUE(file::remove_all(root));
    }

    void put(const std::string& name, std::string_view text) { ASSERT_TRUE(file::replace(root + "/" + name, text)); }

    std::string run(std::vector<std::string> words) {
        const auto ran = proc::output_of({.argv = std::move(words)});
        EXPECT_TRUE(ran) << ran.error().message;
        return std::string(text::trim(ran.value_or("")));
    }

    // Commits everything and gives the commit's id.
    std::string commit() {
        run({"git", "-C", root + "/repo", "add", "-A"});
        run({"git", "-C", root + "/repo", "-c", "user.name=t", "-c", "user.email=t@t", "commit", "-q", "-m", "x"});
        return run({"git", "-C", root + "/repo", "rev-parse", "HEAD"});
    }

    // A commit whose tree holds `line`s as `git mktree` reads them, whatever git itself would say about the names.
    std::string commit_tree(const std::string& lines) {
        const auto tree =
            proc::output_of({.argv = {"git", "-C", root + "/repo", "mktree", "--missing"}, .input = lines});
        EXPECT_TRUE(tree) << tree.error().message;
        const std::string id = run({"git",
                                    "-C",
                                    root + "/repo",
                                    "-c",
                                    "user.name=t",
                                    "-c",
                                    "user.email=t@t",
                                    "commit-tree",
                                    "-m",
                                    "x",
                                    std::string(text::trim(*tree))});
        run({"git", "-C", root + "/repo", "update-ref", "refs/heads/odd", id});
        return id;
    }

    std::string blob(const std::string& text) {
        return std::string(text::trim(
            *proc::output_of({.argv = {"git", "-C", root + "/repo", "hash-object", "-w", "--stdin"}, .input = text})));
    }

    std::string url() { return "ssh://host.example" + root + "/repo"; }
    std::string root;
};

TEST_F(Git, GivesAFileAndTheCommitItIsFrom) {
    put("repo/scc/org.json", "{}");
    const std::string id = commit();
    for (const std::string& ref : {std::string(), std::string("main"), id}) {
        const auto repository = Repository::fetch(url(), ref);
        ASSERT_TRUE(repository) << ref << ": " << repository.error().message;
        EXPECT_EQ(repository->commit(), id);
        EXPECT_EQ(*repository->file("scc/org.json", 100), "{}");
        EXPECT_EQ(repository->file("scc/org.json", 1).error().code, Code::config);
        EXPECT_EQ(repository->file("scc", 100).error().message, "'scc' in '" + url() + "' is no regular file");
        EXPECT_EQ(repository->file("nothing", 100).error().code, Code::not_found);
        EXPECT_EQ(repository->file("../ssh", 100).error().code, Code::config);
        EXPECT_EQ(repository->file(":(top)scc/org.json", 100).error().code, Code::not_found);
    }
}

TEST_F(Git, SaysWhichReferenceIsMissing) {
    put("repo/a", "");
    commit();
    const auto repository = Repository::fetch(url(), "v9");
    ASSERT_FALSE(repository);
    EXPECT_EQ(repository.error().code, Code::not_found);
    EXPECT_EQ(repository.error().message, "repository '" + url() + "' at 'v9' has no such branch or tag");
    EXPECT_EQ(Repository::fetch(url(), "--upload-pack=x").error().code, Code::config);
}

TEST_F(Git, WritesATreeWithItsModesAndLinks) {
    put("repo/plugin/skill/SKILL.md", "text");
    put("repo/plugin/run", "#!/bin/sh\n");
    put("repo/other", "no");
    ::chmod((root + "/repo/plugin/run").c_str(), 0755);
    ASSERT_EQ(::symlink("skill/SKILL.md", (root + "/repo/plugin/link").c_str()), 0);
    commit();
    const auto repository = Repository::fetch(url(), "main");
    ASSERT_TRUE(repository) << repository.error().message;
    const auto extracted = repository->extract("plugin", root + "/out");
    ASSERT_TRUE(extracted) << extracted.error().message;
    EXPECT_EQ(*file::list(root + "/out"), (std::vector<std::string>{"link", "run", "skill"}));
    EXPECT_EQ(*file::read(root + "/out/link"), "text");
    EXPECT_EQ(::access((root + "/out/run").c_str(), X_OK), 0);
    EXPECT_EQ(repository->extract("nothing", root + "/none").error().code, Code::not_found);
}

TEST_F(Git, RunsNothingOfTheRepositoryOrOfAttributes) {
    put("repo/.gitattributes", "* filter=evil\n");
    put("repo/file", "as it is");
    put(".gitconfig",
        "[filter \"evil\"]\nsmudge = touch " + root + "/smudged; cat\nrequired = true\n[core]\nhooksPath = " + root +
            "/hooks\n");
    put("hooks/reference-transaction", "#!/bin/sh\ntouch " + root + "/hooked\n");
    ::chmod((root + "/hooks/reference-transaction").c_str(), 0755);
    ::setenv("GIT_CONFIG_GLOBAL", "/dev/null", 1);
    commit();
    ::unsetenv("GIT_CONFIG_GLOBAL");
    const auto repository = Repository::fetch(url(), "main");
    ASSERT_TRUE(repository) << repository.error().message;
    ASSERT_TRUE(repository->extract("", root + "/out"));
    EXPECT_EQ(*file::read(root + "/out/file"), "as it is");
    EXPECT_FALSE(file::exists(root + "/smudged"));
    EXPECT_FALSE(file::exists(root + "/hooked"));
}

TEST_F(Git, RefusesTreesThatLeaveTheirPlace) {
    put("repo/a", "x");
    commit();
    const std::string evil = blob("/etc/passwd");
    const std::string up = blob("../../x");
    const std::string inner = commit_tree("100644 blob " + evil + "\tpwned\n");
    const std::string tree = run({"git", "-C", root + "/repo", "rev-parse", inner + "^{tree}"});
    struct {
        std::string lines;
        std::string message;
    } const cases[] = {
        {"120000 blob " + evil + "\tlink\n", "the repository's file 'link' is a symbolic link that leads out of it"},
        {"120000 blob " + up + "\tlink\n", "the repository's file 'link' is a symbolic link that leads out of it"},
        {"040000 tree " + tree + "\t..\n", "the repository's file '../pwned' has a name that is not written"},
        {"040000 tree " + tree + "\t.git\n", "the repository's file '.git/pwned' has a name that is not written"},
        {"040000 tree " + tree + "\t.GIT\n", "the repository's file '.GIT/pwned' has a name that is not written"},
    };
    for (const auto& at : cases) {
        commit_tree(at.lines);
        const auto repository = Repository::fetch(url(), "odd");
        ASSERT_TRUE(repository) << repository.error().message;
        const auto extracted = repository->extract("", root + "/out");
        ASSERT_FALSE(extracted) << at.lines;
        EXPECT_EQ(extracted.error().message, at.message);
        EXPECT_EQ(extracted.error().code, Code::config);
        EXPECT_FALSE(file::exists(root + "/out"));
        EXPECT_FALSE(file::exists(root + "/out.partial"));
    }
    EXPECT_FALSE(file::exists(root + "/pwned"));
}

TEST_F(Git, KeepsItsLimits) {
    put("repo/a", std::string(5000, 'x'));
    put("repo/b", "y");
    commit();
    const auto by_size = Repository::fetch(url(), "", {}, {.tree = 4000});
    ASSERT_TRUE(by_size);
    EXPECT_EQ(by_size->extract("", root + "/out").error().message, "the repository's files are more than 4000 bytes");
    const auto by_count = Repository::fetch(url(), "", {}, {.files = 1});
    EXPECT_EQ(by_count->extract("", root + "/out").error().message, "the repository has more than 1 files");
    const std::string random = run({"openssl", "rand", "-hex", "100000"});
    put("repo/c", random);
    commit();
    const auto by_pack = Repository::fetch(url(), "", {}, {.pack = 20000});
    ASSERT_FALSE(by_pack);
    EXPECT_EQ(by_pack.error().message, "repository '" + url() + "' is larger than what is fetched");
    put("ssh", "#!/bin/sh\nexec sleep 60\n");
    ::chmod((root + "/ssh").c_str(), 0755);
    const auto by_time = Repository::fetch(url(), "", {}, {.time = std::chrono::milliseconds(300)});
    ASSERT_FALSE(by_time);
    EXPECT_EQ(by_time.error().code, Code::tool);
    EXPECT_EQ(by_time.error().message,
              "repository '" + url() + "' could not be fetched: 'prlimit' took longer than 300 ms and was killed");
}

TEST_F(Git, AsksForNoProtocolButItsOwn) {
    put("repo/a", "");
    commit();
    put(".gitconfig", "[url \"file://" + root + "/\"]\ninsteadOf = https://rewritten.example/\n");
    const auto repository = Repository::fetch("https://rewritten.example/repo", "");
    ASSERT_FALSE(repository);
    EXPECT_EQ(repository.error().message,
              "repository 'https://rewritten.example/repo' leads to something that is neither https nor ssh");
}

TEST(StaysInside, CountsTheStepsOfRealDirectories) {
    EXPECT_TRUE(stays_inside("a", "b"));
    EXPECT_TRUE(stays_inside("d/a", "../b"));
    EXPECT_TRUE(stays_inside("d/e/a", "../../b/c"));
    for (const char* target : {"", "/etc", "..", "../b", "b/..", "b/../..", "./../b", ".git/config"}) {
        EXPECT_FALSE(stays_inside("a", target)) << target;
    }
    EXPECT_FALSE(stays_inside("d/a", "../../b"));
    EXPECT_FALSE(stays_inside("d/a", "link/../../b"));
}

struct Said {
    const char* said;
    Code code;
    const char* message;
};

const Said sayings[] = {
    {"fatal: could not read Username for 'https://h': terminal prompts disabled",
     Code::prereq,
     "repository 'https://h/r' wants a credential of 'env:T'"},
    {"git@h: Permission denied (publickey).\nfatal: Could not read from remote repository.",
     Code::prereq,
     "repository 'https://h/r' refuses your ssh key of 'env:T'"},
    {"remote: Not Found\nfatal: repository 'https://h/r/' not found",
     Code::not_found,
     "repository 'https://h/r' is not there"},
    {"fatal: unable to access 'https://h/r/': Could not resolve host: h",
     Code::tool,
     "repository 'https://h/r' cannot be reached: its host's name is not known"},
    {"fatal: something new\n", Code::tool, "repository 'https://h/r' could not be fetched: something new"},
};

TEST(GitFault, SaysWhatToDo) {
    for (const Said& at : sayings) {
        const Error error = git_fault(at.said, "https://h/r", "", {.credential = "env:T"});
        EXPECT_EQ(error.message, at.message);
        EXPECT_EQ(error.code, at.code);
        EXPECT_NE(error.hint, "");
    }
}

}  // namespace
}  // namespace scc::config
