#include <gtest/gtest.h>

#include "base/file.hpp"
#include "base/repository.hpp"
#include "guard/alias.hpp"
#include "guard/facts.hpp"
#include "guard/judge.hpp"
#include "guard/lineage.hpp"
#include "guard/programs.hpp"
#include "rule/git.hpp"

namespace scc::guard {
namespace {

TEST(ProgramCalled, IsDecidedByTheLastPartOfTheName) {
    EXPECT_EQ(program_called("git"), "git");
    EXPECT_EQ(program_called("/usr/bin/curl"), "curl");
    EXPECT_EQ(program_called("/usr/bin/git-upload-pack"), "git");
    for (const char* name : {"", "scc-guard", "git-", "gitk", "/git/", "curl2", "GIT"}) {
        EXPECT_EQ(program_called(name), "") << name;
    }
}

TEST(WordsOf, NamesThePartOfGitAsAWord) {
    using Words = std::vector<std::string>;
    EXPECT_EQ(words_of("git", {"/usr/bin/git", "push", "-f"}), (Words{"git", "push", "-f"}));
    EXPECT_EQ(words_of("git", {"git-upload-pack", "/repo"}), (Words{"git", "upload-pack", "/repo"}));
    EXPECT_EQ(words_of("ssh", {"ssh"}), (Words{"ssh"}));
    EXPECT_EQ(words_of("git", {"x", "push"}), (Words{"git", "push"})) << "a copy under another name";
    EXPECT_EQ(words_of("git", {}), Words{"git"});
}

TEST(EventsOf, TellsRefusalsWarningsAndExceptionsApart) {
    const auto types = [](const rule::Verdict& verdict) {
        std::vector<std::string> found;
        for (const Event& event : events_of(verdict, {"git", "clean"}, "/w")) found.push_back(event.type);
        return found;
    };
    using Types = std::vector<std::string>;
    rule::Verdict verdict{.decision = rule::Decision::block, .rule = "git/clean"};
    EXPECT_EQ(types(verdict), Types{"guard.blocked"});
    verdict.released = {{"git/push-force", "2030-01", 1896091200}};
    EXPECT_EQ(types(verdict), Types{"guard.blocked"}) << "it does not run";
    verdict.decision = rule::Decision::warn;
    EXPECT_EQ(types(verdict), (Types{"guard.warned", "exception.used"}));
    verdict.decision = rule::Decision::allow;
    EXPECT_EQ(types(verdict), Types{"exception.used"});
    const Event event = events_of(verdict, {"git", "clean"}, "/w").front();
    EXPECT_EQ(event.rule, "git/push-force");
    EXPECT_EQ(event.exception, "2030-01");
    EXPECT_EQ(event.until, "2030-01-31T12:00:00Z");
    verdict.released.clear();
    EXPECT_EQ(types(verdict), Types{});
}

TEST(VerbIn, SkipsTheOptionsOfGit) {
    EXPECT_EQ(verb_in({"git", "stash"}), "stash");
    EXPECT_EQ(verb_in({"git", "-C", "gc", "-c", "a=b", "--git-dir", "x", "--no-pager", "push", "gc"}), "push");
    EXPECT_EQ(verb_in({"git", "--git-dir=x", "fp"}), "fp");
    EXPECT_EQ(verb_in({"git", "-C"}), "");
    EXPECT_EQ(verb_in({}), "");
}

TEST(AliasesIn, ReadsWhatGitAnswers) {
    const std::string answer("alias.fp\npush --force\0alias.two\nlines\nhere\0user.name\nx\0alias.none\0", 63);
    EXPECT_EQ(rule::aliases_in(answer),
              (std::map<std::string, std::string>{{"fp", "push --force"}, {"two", "lines\nhere"}}));
    EXPECT_TRUE(rule::aliases_in("").empty());
}

TEST(SpelledOut, PutsTheAliasesInFront) {
    using Words = std::vector<std::string>;
    const std::map<std::string, std::string> aliases = {
        {"fp", "pu --force"}, {"pu", "push"}, {"a", "b"}, {"b", "a"}, {"push", "status"}, {"sh", "!fp"}};
    EXPECT_EQ(spelled_out({"git", "FP", "origin"}, aliases),
              (Words{"git", "-c", "alias.pu=push", "-c", "alias.FP=pu --force", "FP", "origin"}));
    EXPECT_EQ(spelled_out({"git", "-C", "x", "sh"}, aliases), (Words{"git", "-c", "alias.sh=!fp", "-C", "x", "sh"}));
    EXPECT_EQ(spelled_out({"git", "a"}, aliases), (Words{"git", "-c", "alias.b=a", "-c", "alias.a=b", "a"}));
    EXPECT_EQ(spelled_out({"git", "push"}, aliases), (Words{"git", "push"}));
    EXPECT_EQ(spelled_out({"git"}, aliases), (Words{"git"}));
}

class BranchAt : public testing::Test {
protected:
    void SetUp() override { root = file::temporary_directory("scc-branch").value_or(""); }
    void TearDown() override { ASSERT_TRUE(file::remove_all(root)); }
    void write(const std::string& path, const std::string& bytes) { ASSERT_TRUE(file::replace(root + path, bytes)); }

    std::string root;
};

TEST_F(BranchAt, IsReadFromTheNearestRepository) {
    write("/.git/HEAD", "ref: refs/heads/feature/x\n");
    write("/sub/deep/file", "");
    EXPECT_EQ(repository::branch_at(root), "feature/x");
    EXPECT_EQ(repository::branch_at(root + "/sub/deep"), "feature/x");
}

TEST_F(BranchAt, IsReadThroughTheFileOfALinkedWorktree) {
    write("/main/.git/worktrees/w/HEAD", "ref: refs/heads/w\n");
    write("/w/.git", "gitdir: ../main/.git/worktrees/w\n");
    EXPECT_EQ(repository::branch_at(root + "/w"), "w");
    write("/v/.git", "gitdir: " + root + "/main/.git/worktrees/w\n");
    EXPECT_EQ(repository::branch_at(root + "/v"), "w");
}

TEST_F(BranchAt, IsUnknownWhenDetachedOrBroken) {
    write("/.git/HEAD", "0123456789012345678901234567890123456789\n");
    EXPECT_EQ(repository::branch_at(root), std::nullopt);
    write("/w/.git", "nonsense\n");
    EXPECT_EQ(repository::branch_at(root + "/w"), std::nullopt);
    EXPECT_EQ(repository::branch_at("/proc"), std::nullopt);
}

}  // namespace
}  // namespace scc::guard
