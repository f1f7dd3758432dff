#include "trust/watch.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.hpp"
#include "proc/run.hpp"
#include "trust/keys.hpp"
#include "trust/settings.hpp"

namespace scc::sandbox::trust {
namespace {

using Lines = std::vector<std::string>;

struct KeyCase {
    const char* key;
    const char* pattern;  // of its row; null: it has no power
};

const KeyCase key_cases[] = {
    {"core.hookspath", "core.hookspath"},
    {"core.fsmonitor", "core.fsmonitor"},
    {"alias.st", "alias.*"},
    {"alias.x.y", "alias.*"},
    {"diff.My.Pdf.command", "diff.*.command"},
    {"diff.external", "diff.external"},
    {"diff.algorithm", nullptr},
    {"diff.command", nullptr},
    {"filter.lfs.smudge", "filter.*"},
    {"merge.x.driver", "merge.*.driver"},
    {"merge.conflictstyle", nullptr},
    {"url.https://a.b/.insteadof", "url.*"},
    {"http.https://a.b/.sslverify", "http.*"},
    {"includeif.gitdir:/a.path", "includeif.*"},
    {"remote.origin.uploadpack", "remote.*.uploadpack"},
    {"remote.origin.url", "remote.*.url"},
    {"remote.origin.fetch", nullptr},
    {"remote.pushdefault", "remote.pushdefault"},
    {"branch.x.remote", nullptr},
    {"branch.x.merge", nullptr},
    {"branch.x.description", nullptr},
    {"user.name", nullptr},
    {"core.bare", nullptr},
    {"core.editors", nullptr},
    {"corex.editor", nullptr},
};

TEST(Keys, KnowsThoseWithPower) {
    for (const KeyCase& row : key_cases) {
        const Key* found = row_of(row.key);
        EXPECT_EQ(found == nullptr ? "" : found->pattern, row.pattern == nullptr ? "" : row.pattern) << row.key;
    }
}

TEST(Keys, AreSpelledAsGitListsThem) {
    for (const Key& row : keys()) {
        EXPECT_EQ(row.pattern.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ "), std::string_view::npos) << row.pattern;
        EXPECT_NE(row.pattern.find('.'), std::string_view::npos) << row.pattern;
        EXPECT_FALSE(row.does.empty()) << row.pattern;
    }
}

TEST(SettingsList, IsReadWithValuesOfSeveralLinesAndNone) {
    EXPECT_EQ(settings_in(std::string_view("a.b\0c.d\nx\ny\0c.d\n\0", 17)),
              (Settings{{"a.b", std::nullopt}, {"c.d", "x\ny"}, {"c.d", ""}}));
    EXPECT_EQ(settings_in(""), Settings{});
}

TEST(Differences, AreOfPowerAloneAndInTheOrderOfKeys) {
    const Settings before = {{"core.pager", "less"}, {"user.name", "A"}, {"alias.a", "x"}, {"alias.a", "y"}};
    const Settings after = {{"user.name", "B"}, {"core.editor", "evil"}, {"alias.a", "x"}, {"remote.o.url", "u"}};
    std::string found;
    for (const Difference& at : differences(before, after)) {
        found += at.key + (at.is_told ? "?" : "") + " " + std::to_string(at.before.size()) + "\n";
    }
    EXPECT_EQ(found, "alias.a 2\ncore.editor 0\ncore.pager 1\nremote.o.url? 0\n");
    EXPECT_TRUE(differences(before, before).empty());
}

class Watching : public testing::Test {
protected:
    void SetUp() override {
        if (!proc::available("git")) GTEST_SKIP() << "no git";
        top_ = *file::temporary_directory("scc-trust-test");
        session_ = top_ + "/sessions/0123456789";
        workspace_.root = top_ + "/w";
        workspace_.entry = workspace_.root;
        workspace_.repository = workspace_.root + "/.git";
        workspace_.uid = ::getuid();
        workspace_.gid = ::getgid();
        write(".git/HEAD", "ref: refs/heads/topic\n");
        ASSERT_TRUE(file::make_directories(workspace_.root + "/.git/objects"));
        write(".git/config", config);
    }
    void TearDown() override { (void)file::remove_all(top_); }

    void write(const std::string& name, const std::string& text) const {
        ASSERT_TRUE(file::replace(workspace_.root + "/" + name, text, 0644));
    }
    std::string read(const std::string& name) const {
        return file::read(workspace_.root + "/" + name).value_or("(none)");
    }
    void begin(const Lines& files = {}, const Lines& others = {}) {
        Watch watch = Watch::begin(workspace_, files, others);
        ASSERT_TRUE(watch.save(session_));
    }
    // As the next command does it that finds the session.
    std::string end() const {
        auto watch = Watch::load(session_);
        EXPECT_TRUE(watch) << watch.error().message;
        std::string lines;
        for (const std::string& line : text_of(watch->end())) lines += line + "\n";
        return lines;
    }

    static constexpr const char* config =
        "[core]\n\tbare = false\n\tpager = less -R\n[alias]\n\tst = status\n[remote \"o\"]\n\turl = a\n";
    std::string top_;
    std::string session_;
    model::Workspace workspace_;
};

TEST_F(Watching, SaysNothingWhenNothingChanged) {
    begin({"gone"});
    write("src/a", "x");
    EXPECT_EQ(end(), "");
}

TEST_F(Watching, TakesBackTheKeysWithPowerAndLeavesTheOthers) {
    begin();
    write(".git/config",
          "[core]\n\tbare = false\n\tpager = evil\n\tfsmonitor = evil\n[branch \"x\"]\n\tremote = o\n"
          "[remote \"o\"]\n\turl = b\n[diff \"a.b\"]\n\ttextconv = evil\n");
    EXPECT_EQ(end(),
              "taken back: alias.st in .git/config: it runs a program\n"
              "taken back: core.fsmonitor in .git/config: it runs a program\n"
              "taken back: core.pager in .git/config: it runs a program\n"
              "taken back: diff.a.b.textconv in .git/config: it runs a program\n"
              "changed, and no diff shows it: .git/config: remote.o.url\n");
    const auto now = read_settings(read(".git/config"));
    ASSERT_TRUE(now);
    Settings expected = {{"core.bare", "false"},
                         {"core.pager", "less -R"},
                         {"branch.x.remote", "o"},
                         {"remote.o.url", "b"},
                         {"alias.st", "status"}};
    EXPECT_EQ(*now, expected);
    EXPECT_NE(file::read(session_ + "/trust/left-.git-config")->find("fsmonitor = evil"), std::string::npos);
}

TEST_F(Watching, PutsBackWholeWhatGitCannotReadAndWhatIsNoFile) {
    begin();
    write(".git/config", "[core\n");
    EXPECT_EQ(end(), "taken back: .git/config: git cannot read what it was made\n");
    EXPECT_EQ(read(".git/config"), config);
    ASSERT_EQ(::unlink((workspace_.root + "/.git/config").c_str()), 0);
    ASSERT_EQ(::symlink("/etc/passwd", (workspace_.root + "/.git/config").c_str()), 0);
    EXPECT_EQ(end(), "taken back: .git/config\n");
    EXPECT_EQ(read(".git/config"), config);
    ASSERT_EQ(::unlink((workspace_.root + "/.git/config").c_str()), 0);
    ASSERT_EQ(::mkfifo((workspace_.root + "/.git/config").c_str(), 0600), 0);
    EXPECT_EQ(end(), "taken back: .git/config\n");
    EXPECT_EQ(read(".git/config"), config);
}

TEST_F(Watching, MovesAwayWhatWasNotThereAndIsProtected) {
    begin({".envrc", ".github/workflows"});
    write(".envrc", "evil");
    write(".github/workflows/ci.yml", "evil");
    write(".git/commondir", "../evil\n");
    EXPECT_EQ(end(),
              "moved away: .envrc, to .envrc.set-aside-01234567\n"
              "moved away: .git/commondir, to commondir.set-aside-01234567\n"
              "moved away: .github/workflows, to workflows.set-aside-01234567\n");
    EXPECT_FALSE(file::exists(workspace_.root + "/.envrc"));
    EXPECT_EQ(read(".github/workflows.set-aside-01234567/ci.yml"), "evil");
}

TEST_F(Watching, PutsBackALinkThatIsProtected) {
    write("env/real", "x");
    ASSERT_EQ(::symlink("env/real", (workspace_.root + "/.envrc").c_str()), 0);
    begin({".envrc"});
    ASSERT_EQ(::unlink((workspace_.root + "/.envrc").c_str()), 0);
    write(".envrc", "evil");
    EXPECT_EQ(end(), "taken back: .envrc\n");
    EXPECT_EQ(read(".envrc"), "x");
}

TEST_F(Watching, TellsOfWhatIsObeyedAndNotUndone) {
    begin();
    write(".git/info/exclude", "*.secret\n");
    write(".git/objects/info/alternates", "/elsewhere\n");
    EXPECT_EQ(end(),
              "changed, and no diff shows it: .git/info/exclude\n"
              "changed, and no diff shows it: .git/objects/info/alternates\n");
}

TEST_F(Watching, LooksAtSubmodulesAndAtThoseThatAppear) {
    const auto make = [&](const std::string& name, const std::string& text) {
        write(".git/modules/" + name + "/HEAD", "ref: refs/heads/x\n");
        ASSERT_TRUE(file::make_directories(workspace_.root + "/.git/modules/" + name + "/objects"));
        write(".git/modules/" + name + "/config", text);
    };
    make("a", "[core]\n\tworktree = ../../../a\n");
    write("a/.git", "gitdir: ../.git/modules/a\n");
    begin();
    write("a/.git", "gitdir: ../evil\n");
    write(".git/modules/a/config", "[core]\n\tworktree = ../../../a\n\tsshCommand = evil\n");
    make("new", "[core]\n\tfsmonitor = evil\n\tbare = false\n");
    write(".git/modules/new/hooks/pre-commit", "evil");
    EXPECT_EQ(end(),
              "taken back: a/.git\n"
              "taken back: core.fsmonitor in .git/modules/new/config: it runs a program\n"
              "taken back: core.sshcommand in .git/modules/a/config: it runs a program\n"
              "changed, and no diff shows it: .git/modules/new/hooks\n");
    EXPECT_EQ(read("a/.git"), "gitdir: ../.git/modules/a\n");
}

TEST_F(Watching, FollowsWhatTheSettingsIncludeAndTheirHooks) {
    write(".git/config", std::string(config) + "[include]\n\tpath = ../common\n[core]\n\thooksPath = .husky\n");
    write("common", "[user]\n\tname = A\n");
    write(".husky/pre-commit", "x");
    begin();
    write("common", "[user]\n\tname = B\n[core]\n\teditor = evil\n");
    write(".husky/pre-commit", "evil");
    EXPECT_EQ(end(),
              "taken back: core.editor in common: it runs a program\n"
              "changed, and no diff shows it: .husky\n");
}

TEST_F(Watching, FollowsNoLinkThatLeadsOut) {
    write(".git/modules/a/HEAD", "x");
    ASSERT_TRUE(file::make_directories(workspace_.root + "/.git/modules/a/objects"));
    write(".git/modules/a/config", "[core]\n\tbare = false\n");
    begin();
    ASSERT_TRUE(file::replace(top_ + "/outside/config", "[core]\n\teditor = mine\n"));
    ASSERT_TRUE(file::remove_all(workspace_.root + "/.git/modules/a"));
    ASSERT_EQ(::symlink((top_ + "/outside").c_str(), (workspace_.root + "/.git/modules/a").c_str()), 0);
    EXPECT_NE(end().find("a directory above it is gone or a link"), std::string::npos);
    EXPECT_EQ(*file::read(top_ + "/outside/config"), "[core]\n\teditor = mine\n");
}

TEST_F(Watching, BeginsWithWhatAnEarlierSessionThatLastsBeganWith) {
    begin();
    const std::string earlier = session_;
    write(".git/config", std::string(config) + "[core]\n\teditor = evil\n");
    session_ = top_ + "/sessions/abcdef";
    begin({}, {earlier});
    EXPECT_EQ(end(), "taken back: core.editor in .git/config: it runs a program\n");
}

TEST_F(Watching, TellsOfARepositoryThatIsNewAndMovesAwayAPointerToAnother) {
    workspace_.root = top_ + "/plain";
    workspace_.repository.reset();
    ASSERT_TRUE(file::make_directories(workspace_.root));
    begin();
    write(".git", "gitdir: /elsewhere/.git\n");
    EXPECT_EQ(end(), "moved away: .git, to .git.set-aside-01234567\n");
    write(".git/HEAD", "x");
    EXPECT_EQ(end(), "changed, and no diff shows it: .git is a new repository\n");
}

TEST_F(Watching, IsQuickWhileTheAgentRuns) {
    Watch watch = Watch::begin(workspace_, {".envrc"}, {});
    ASSERT_TRUE(watch.save(session_));
    write(".envrc", "evil");
    write(".git/config", std::string(config) + "[core]\n\teditor = evil\n");
    write(".git/config.lock", "");
    watch.glance();
    EXPECT_FALSE(file::exists(workspace_.root + "/.envrc"));
    EXPECT_NE(read(".git/config"), config);
    ASSERT_EQ(::unlink((workspace_.root + "/.git/config.lock").c_str()), 0);
    EXPECT_EQ(watch.end().taken_back.size(), 1U);
    EXPECT_EQ(watch.report().moved.size(), 1U);
}

}  // namespace
}  // namespace scc::sandbox::trust
