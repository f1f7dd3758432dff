#include <gtest/gtest.h>

#include "rule/judge.hpp"
#include "rule/place.hpp"

namespace scc::rule {
namespace {

// A workspace below a home, with a link in it that leads out and one that does not.
class Known : public Facts {
public:
    explicit Known(std::string cwd = "/home/me/project") : cwd_(std::move(cwd)) {}
    std::optional<std::string> cwd() override { return cwd_; }
    std::optional<std::string> workspace() override { return "/home/me/project"; }
    std::optional<std::string> home() override { return "/home/me"; }
    std::optional<std::string> scratch() override { return "/run/user/1000/tmp"; }
    std::optional<std::string> real(const std::string& path) override {
        if (path.starts_with("/home/me/project/out")) return "/srv/data" + path.substr(20);
        if (path.starts_with("/home/me/project/in")) return "/home/me/project/build" + path.substr(19);
        return path;
    }

private:
    std::string cwd_;
};

std::string rule_for(std::string_view line, Facts& facts) {
    Policy policy;
    policy.network = Network::open;
    return judge_line(line, policy, facts).rule;
}

struct Row {
    const char* line;
    const char* rule;
};

TEST(Files, AreJudgedByWhereTheyLie) {
    const Row rows[] = {
        {"rm -rf build", ""},
        {"rm -rf /home/me/project/build", ""},
        {"rm -rf ~/project/build", ""},
        {"rm -rf ~/project/build/../dist", ""},
        {"rm -rf $HOME/project/build", ""},
        {"rm -rf ../project/build", ""},
        {"rm -rf $TMPDIR/x", ""},
        {"rm -rf /run/user/1000/tmp/x", ""},
        {"rm -rf /tmp/*", ""},
        {"rm -rf $TMPDIR/*", ""},
        {"cd /tmp/x && rm -rf .git *", ""},
        {"cd src; cd ..; rm -rf build", ""},
        {"rm -rf /home/me/project", "files/delete-workspace"},
        {"rm -rf ~/project/", "files/delete-workspace"},
        {"rm -rf ../project", "files/delete-workspace"},
        {"rm -rf ..", "files/delete-home"},
        {"rm -rf ../other", "files/delete-home"},
        {"rm -rf $TMPDIR", "files/delete-system"},
        {"rm -rf $TMPDIR/../../x", "files/delete-system"},
        {"cd .. && rm -rf project", "files/delete-workspace"},
        {"cd ~; rm -rf *", "files/delete-home"},
        {"cd src && cd ../.. && rm -rf x", "files/delete-home"},
        {"rm -rf .git", "files/delete-git"},
        {"rm -rf ~/project/.git/objects", "files/delete-git"},
        {"rm -rf src/.git", ""},
        {"rm -rf /opt/x", "files/delete-outside"},
        {"rm -rf out", ""},
        {"rm -rf out/*", "files/delete-outside"},
        {"rm -rf out/x", "files/delete-outside"},
        {"rm -rf in/x", ""},
    };
    Known facts;
    for (const auto& [line, rule] : rows) EXPECT_EQ(rule_for(line, facts), rule) << line;
}

TEST(Files, AreSeenFromTheCurrentDirectory) {
    Known below("/home/me/project/src");
    EXPECT_EQ(rule_for("rm -rf *", below), "");
    EXPECT_EQ(rule_for("rm -rf ..", below), "files/delete-workspace");
    EXPECT_EQ(rule_for("rm -rf ../build", below), "");
    EXPECT_EQ(rule_for("rm -rf ../.git", below), "files/delete-git");
    Known outside("/etc");
    EXPECT_EQ(rule_for("rm -rf build", outside), "files/delete-system");
    EXPECT_EQ(rule_for("cd ~/project && rm -rf build", outside), "");
}

// Where nothing is told of the place, a path that stays below counts as inside.
TEST(Files, AreJudgedStrictlyWhereThePlaceIsUnknown) {
    Facts nowhere;
    EXPECT_EQ(rule_for("rm -rf build", nowhere), "");
    EXPECT_EQ(rule_for("rm -rf ../build", nowhere), "files/delete-outside");
    EXPECT_EQ(rule_for("rm -rf ../../..", nowhere), "files/delete-workspace");
    EXPECT_EQ(rule_for("rm -rf /home/me/project/build", nowhere), "files/delete-home");
    EXPECT_EQ(rule_for("rm -rf $TMPDIR/x", nowhere), "");
    EXPECT_EQ(rule_for("rm -rf $TMPDIR", nowhere), "files/delete-unknown");
    EXPECT_EQ(rule_for("rm -rf $TMPDIR/*", nowhere), "files/delete-unknown");
}

// A directory that can be no workspace is none, wherever the line begins.
class Astray : public Facts {
public:
    explicit Astray(std::string cwd) : cwd_(std::move(cwd)) {}
    std::optional<std::string> cwd() override { return cwd_; }
    std::optional<std::string> home() override { return "/home/me"; }

private:
    std::string cwd_;
};

TEST(Files, TakeTheCurrentDirectoryForTheWorkspaceWhereItCanBeOne) {
    const Row rows[] = {
        {"/srv/project", ""},
        {"/home/me/project", ""},
        {"/tmp/project", ""},
        {"/home/me", "files/delete-home"},
        {"/etc", "files/delete-system"},
        {"/", "files/delete-outside"},
    };
    for (const auto& [cwd, rule] : rows) {
        Astray facts(cwd);
        EXPECT_EQ(rule_for("rm -rf build", facts), rule) << cwd;
    }
}

TEST(Files, PointAtTheWordThatDecided) {
    Facts nowhere;
    const std::string line = "rm -rf build /etc dist";
    const Verdict verdict = judge_line(line, Policy(), nowhere);
    EXPECT_EQ(line.substr(verdict.span.begin, verdict.span.end - verdict.span.begin), "/etc");
}

TEST(Files, OfPatternsAreWhatThePatternMayMatch) {
    Facts nowhere;
    const Row rows[] = {
        {"rm -rf .g*", "files/delete-git"},
        {"rm -rf .gi[st]", "files/delete-git"},
        {"rm -rf .??*", "files/delete-workspace"},
        {"rm -rf g*", ""},
        {"rm -rf *.git", ""},
        {"rm -rf /e*", "files/delete-system"},
        {"rm -rf ?*", "files/delete-workspace"},
        {"rm -f *", ""},
    };
    for (const auto& [line, rule] : rows) EXPECT_EQ(rule_for(line, nowhere), rule) << line;
    EXPECT_EQ(rule_for("rm -rf " + std::string(100'000, '*') + "x", nowhere), "");
}

TEST(Files, AreSparedOnlyByHelpThatIsOne) {
    Facts nowhere;
    EXPECT_EQ(rule_for("rm -rf / --help", nowhere), "");
    EXPECT_EQ(rule_for("rm -rf -- / --help", nowhere), "files/delete-root");
    EXPECT_EQ(rule_for("chmod -R --reference --help /", nowhere), "files/alter-system");
    EXPECT_EQ(rule_for("find / -name --help -delete", nowhere), "files/delete-root");
    EXPECT_EQ(rule_for("find / -exec echo --help ';' -delete", nowhere), "files/delete-root");
}

TEST(Rules, LetWhatThrowsAwayRunWhereThereIsNothingToLose) {
    class Tree : public Facts {
    public:
        explicit Tree(std::optional<bool> clean) : clean_(clean) {}
        std::optional<bool> clean(const std::string& directory, Loss loss) override {
            where = directory;
            what = loss;
            return clean_;
        }
        std::string where;
        Loss what = Loss::more;

    private:
        std::optional<bool> clean_;
    };
    Policy policy;
    Tree clean(true);
    EXPECT_EQ(judge_line("git reset --hard", policy, clean).rule, "git/reset-hard");
    policy.allow_when_clean = true;
    EXPECT_EQ(judge_line("git reset --hard", policy, clean).rule, "");
    EXPECT_EQ(judge_line("git checkout -- .", policy, clean).rule, "");
    EXPECT_EQ(judge_line("git stash drop", policy, clean).rule, "git/stash-drop");
    EXPECT_EQ(judge_line("git push -f", policy, clean).rule, "git/push-force");
    Tree dirty(false);
    EXPECT_EQ(judge_line("git reset --hard", policy, dirty).rule, "git/reset-hard");
    Tree unknown(std::nullopt);
    EXPECT_EQ(judge_line("git reset --hard", policy, unknown).rule, "git/reset-hard");

    struct Asked {
        const char* line;
        const char* where;
        Loss what;
    };
    const Asked asked[] = {
        {"git reset --hard", "", Loss::changes},
        {"git reset --hard HEAD", "", Loss::changes},
        {"git reset --hard origin/main", "", Loss::all},
        {"git read-tree --reset HEAD", "", Loss::all},
        {"git checkout -- a.txt", "", Loss::changes},
        {"git checkout a.txt", "", Loss::changes},
        {"git checkout HEAD~1 -- a.txt", "", Loss::all},
        {"git checkout main a.txt", "", Loss::all},
        {"git checkout -f", "", Loss::changes},
        {"git checkout -f main", "", Loss::all},
        {"git switch --discard-changes main", "", Loss::all},
        {"git restore .", "", Loss::changes},
        {"git restore --source=HEAD~1 .", "", Loss::all},
        {"git rm -f a.txt", "", Loss::changes},
        {"git checkout-index -f a.txt", "", Loss::changes},
        {"git clean -fd", "", Loss::untracked},
        {"git clean -fdx", "", Loss::all},
        {"git clean -fX", "", Loss::all},
        {"git -C sub reset --hard", "sub", Loss::changes},
        {"git -C sub -C ../other reset --hard", "other", Loss::changes},
        {"cd /srv && git -C x reset --hard", "/srv/x", Loss::changes},
        {"cd sub && git fetch && git reset --hard", "sub", Loss::changes},
        {"bash -c 'cd sub; git reset --hard'", "sub", Loss::changes},
    };
    for (const Asked& row : asked) {
        Tree tree(true);
        EXPECT_EQ(judge_line(row.line, policy, tree).rule, "") << row.line;
        EXPECT_EQ(tree.where, row.where) << row.line;
        EXPECT_EQ(tree.what, row.what) << row.line;
    }
}

// What is known of the place before the line runs says nothing of another place, or of what the line does to it.
TEST(Rules, DoNotTakeAnotherPlaceForTheCommands) {
    class Clean : public Facts {
    public:
        std::optional<bool> clean(const std::string&, Loss) override { return true; }
        std::optional<std::string> branch(const std::string&) override { return "topic"; }
    } clean;
    Policy policy;
    policy.network = Network::open;
    policy.allow_when_clean = true;
    policy.protected_branches = {"main"};
    for (const char* line : {"GIT_DIR=/srv/a/.git git reset --hard",
                             "export GIT_WORK_TREE=/srv/a; git reset --hard",
                             "GIT_DIR=x; git reset --hard",
                             "env GIT_DIR=x git reset --hard",
                             "git --git-dir=x reset --hard",
                             "git --work-tree x reset --hard",
                             "git -c core.worktree=/srv reset --hard",
                             "git -C \"$d\" reset --hard",
                             "cd \"$d\" && git reset --hard",
                             "ssh host git reset --hard",
                             "make; git reset --hard",
                             "git stash pop && git reset --hard",
                             "echo x > a.txt; git reset --hard",
                             "sed -i s/a/b/ a.txt && bash -c 'git reset --hard'"}) {
        EXPECT_EQ(judge_line(line, policy, clean).rule, "git/reset-hard") << line;
    }
    for (const char* line : {"git push --force-with-lease", "git commit -m x && git push --force-with-lease"}) {
        EXPECT_EQ(judge_line(line, policy, clean).rule, "") << line;
    }
    for (const char* line : {"git switch main && git push --force-with-lease",
                             "git --git-dir=x push --force-with-lease",
                             "GIT_DIR=x git push --force-with-lease origin",
                             "ssh host git push --force-with-lease",
                             "git -C \"$d\" push --force-with-lease"}) {
        EXPECT_EQ(judge_line(line, policy, clean).rule, "git/push-lease-protected") << line;
    }
}

TEST(Rules, ReadTheAliasesOfTheRepository) {
    class Aliases : public Facts {
    public:
        std::optional<std::string> alias(std::string_view verb) override {
            ++asked;
            if (verb == "fp") return "push --force";
            if (verb == "nuke") return "!rm -rf ~ && git fp";
            if (verb == "two") return "fp origin";
            if (verb == "round") return "round";
            return std::nullopt;
        }
        int asked = 0;
    };
    Aliases facts;
    EXPECT_EQ(rule_for("git push origin", facts), "");
    EXPECT_EQ(facts.asked, 0);
    EXPECT_EQ(rule_for("git fp", facts), "git/push-force");
    EXPECT_EQ(rule_for("git -C sub two", facts), "git/push-force");
    EXPECT_EQ(rule_for("git nuke", facts), "files/delete-home");
    EXPECT_EQ(rule_for("git round", facts), "");
    EXPECT_EQ(rule_for("git other", facts), "");
}

TEST(Rules, ReleaseOnlyThemselves) {
    Facts nowhere;
    Policy policy;
    policy.network = Network::open;
    policy.decisions = {{"files/delete-home", Decision::allow}, {"git/*", Decision::warn}};
    EXPECT_EQ(judge_line("rm -rf ~/a", policy, nowhere).decision, Decision::allow);
    EXPECT_EQ(judge_line("rm -rf ~/a /etc", policy, nowhere).rule, "files/delete-system");
    EXPECT_EQ(judge_line("git push -f", policy, nowhere).decision, Decision::warn);
    EXPECT_EQ(judge_line("git push -f; rm -rf ~/a; rm -rf /", policy, nowhere).rule, "files/delete-root");
    policy.decisions = {{"git/*", Decision::allow}, {"git/no-verify", Decision::block}};
    EXPECT_EQ(judge_line("git commit --no-verify", policy, nowhere).decision, Decision::block);
    EXPECT_EQ(judge_line("git push -f", policy, nowhere).decision, Decision::allow);
}

}  // namespace
}  // namespace scc::rule
