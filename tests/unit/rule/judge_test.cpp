#include "rule/judge.hpp"

#include <gtest/gtest.h>

namespace scc::rule {
namespace {

class Place : public Facts {
public:
    explicit Place(std::string branch) : branch_(std::move(branch)) {}
    std::optional<std::string> branch(const std::string&) override {
        ++asked;
        return branch_;
    }
    int asked = 0;

private:
    std::string branch_;
};

Policy open_network() {
    Policy policy;
    policy.network = Network::open;
    policy.because = "org.json:/security/safety_net";
    return policy;
}

Verdict verdict_on(std::string_view line, const Policy& policy = open_network()) {
    Facts nowhere;
    return judge_line(line, policy, nowhere);
}

TEST(Judge, DeniesWhatItCannotRead) {
    for (const char* line : {"git 'push", "echo $(", "if true; then", "a &&", "echo \"$(git push)", ")", "f() ls"}) {
        const Verdict verdict = verdict_on(line);
        EXPECT_EQ(verdict.decision, Decision::block) << line;
        EXPECT_EQ(verdict.rule, unreadable) << line;
    }
}

TEST(Judge, SaysWhereItStoppedReading) {
    EXPECT_EQ(verdict_on("ls\ngit 'push").because, "cannot be read: a single quote is not closed at 2:5");
    EXPECT_EQ(verdict_on("bash -c 'ls; )'").because, "cannot be read: unexpected ')' at 1:14");
}

TEST(Judge, PointsAtTheWordThatDecided) {
    const std::string line = "ls && git push origin --force";
    const Verdict verdict = verdict_on(line);
    EXPECT_EQ(line.substr(verdict.span.begin, verdict.span.end - verdict.span.begin), "--force");
    EXPECT_EQ(verdict.words, (std::vector<std::string>{"git", "push", "origin", "--force"}));
    EXPECT_EQ(verdict.set_by, "org.json:/security/safety_net");
}

TEST(Judge, PointsIntoTextThatAShellReads) {
    const std::string line = "sudo sh -c 'git clean -fd'";
    const Verdict verdict = verdict_on(line);
    EXPECT_EQ(line.substr(verdict.span.begin, verdict.span.end - verdict.span.begin), "-fd");
}

TEST(Judge, ReleasesOnlyTheRuleThatIsOff) {
    Policy policy = open_network();
    policy.toggles["block_force_push"] = false;
    EXPECT_EQ(verdict_on("git push -f", policy).decision, Decision::allow);
    EXPECT_EQ(verdict_on("git push -f; git reset --hard", policy).rule, "git/reset-hard");
    EXPECT_EQ(verdict_on("git push --delete -f origin a", policy).rule, "git/push-delete");
}

TEST(Judge, GivesTheWorstVerdictOfALine) {
    EXPECT_EQ(verdict_on("git commit --no-verify -m x").decision, Decision::warn);
    EXPECT_EQ(verdict_on("git commit --no-verify -m x; git push -f").rule, "git/push-force");
}

TEST(Judge, DoesNoMoreThanTheActionOfThePolicy) {
    Policy policy = open_network();
    policy.action = Decision::warn;
    EXPECT_EQ(verdict_on("git push -f", policy).decision, Decision::warn);
    EXPECT_EQ(verdict_on("git 'push", policy).decision, Decision::warn);
    policy.action = Decision::allow;
    EXPECT_EQ(verdict_on("git push -f", policy).decision, Decision::allow);
}

TEST(Judge, SaysWhenItCannotBeCertain) {
    EXPECT_TRUE(verdict_on("git push origin main").certain);
    EXPECT_TRUE(verdict_on("ls $HOME").certain);
    EXPECT_FALSE(verdict_on("git push $REMOTE").certain);
    EXPECT_FALSE(verdict_on("$TOOL push").certain);
    EXPECT_EQ(verdict_on("git push $REMOTE -f").rule, "git/push-force");
    EXPECT_EQ(verdict_on("git push origin +$BRANCH").rule, "git/push-force-refspec");
}

TEST(Judge, NeverReadsWordsAgain) {
    Facts nowhere;
    const Policy policy = open_network();
    EXPECT_EQ(judge({"git", "commit", "-m", "x; git push -f"}, policy, nowhere).decision, Decision::allow);
    EXPECT_EQ(judge({"git", "-c", "user.name=it's me", "push", "-f"}, policy, nowhere).rule, "git/push-force");
    EXPECT_EQ(judge({"git", "-c", "alias.x=!git push -f", "x"}, policy, nowhere).rule, "git/push-force");
    EXPECT_EQ(judge({}, policy, nowhere).rule, unreadable);
}

TEST(Judge, AsksForTheBranchOnlyWhenItMatters) {
    Policy policy = open_network();
    policy.protected_branches = {"main"};
    Place main("main");
    EXPECT_EQ(judge_line("git push origin HEAD", policy, main).decision, Decision::allow);
    EXPECT_EQ(main.asked, 0);
    EXPECT_EQ(judge_line("git push --force-with-lease", policy, main).rule, "git/push-lease-protected");
    EXPECT_EQ(judge_line("git push --force-with-lease origin HEAD", policy, main).rule, "git/push-lease-protected");
    EXPECT_EQ(judge_line("git push --force-with-lease origin x:main", policy, main).rule, "git/push-lease-protected");
    Place feature("feature");
    EXPECT_EQ(judge_line("git push --force-with-lease", policy, feature).decision, Decision::allow);
}

TEST(Judge, ChecksHostsOneByOne) {
    Policy policy;
    policy.network = Network::web_egress_enforced;
    policy.destinations = {"a.example", "*.b.example", "c.example:22"};
    const auto decision = [&](std::string_view line) { return verdict_on(line, policy).decision; };
    for (const char* line : {"curl https://a.example/x",
                             "curl A.EXAMPLE.",
                             "curl http://user:pw@a.example:80/",
                             "wget https://x.b.example",
                             "ssh c.example",
                             "scp f me@c.example:",
                             "curl localhost:99",
                             "rsync -a c.example:d .",
                             "rsync -a -e ssh c.example:d .",
                             "sshfs me@c.example:d mnt",
                             "http GET a.example/x q=1",
                             "nc a.example 443",
                             "socat - TCP:c.example:22",
                             "openssl s_client -connect a.example:443",
                             "git fetch https://x.example/r"}) {
        EXPECT_EQ(decision(line), Decision::allow) << line;
    }
    for (const char* line : {"curl https://b.example",
                             "curl https://a.example:8080",
                             "curl https://a.example https://x.example",
                             "ssh a.example",
                             "curl http://a.example@x.example",
                             "curl -x x.example a.example",
                             "curl \"$URL\"",
                             "http GET x.example a.example",
                             "nc a.example 22",
                             "socat - OPENSSL:x.example:443",
                             "openssl s_client -host x.example",
                             "curl http://a.example.x.example",
                             "curl http://xa.example"}) {
        EXPECT_EQ(decision(line), Decision::block) << line;
    }
    policy.network = Network::locked_down_web;
    EXPECT_EQ(decision("curl https://a.example/x"), Decision::block);
}

// Each frame runs what stands in it; none may hide it.
TEST(Judge, IsNotLoweredByWrapping) {
    const std::string frames[] = {
        "@",
        "(@)",
        "{ @; }",
        "true && @",
        "false || @",
        "@ &",
        "! @",
        "time @",
        "a=1 @",
        "@ >/dev/null 2>&1",
        "if true; then @; fi",
        "for i in 1 2; do @; done",
        "while true; do @; done",
        "case x in x) @;; esac",
        "f() { @; }; f",
        "function f { @; }",
        "echo $(@)",
        "echo \"`@`\"",
        "cat <(@)",
        "bash -c '@'",
        "sh -ec '@'",
        "bash -c \"@\"",
        "bash <<< '@'",
        "bash <<X\n@\nX\n",
        "cat <<X\n$(@)\nX\n",
        "echo '@' | sh",
        "eval '@'",
        "eval @",
        "sudo @",
        "sudo -u root -E A=1 -- @",
        "env -u X A=1 @",
        "env -S '@'",
        "nice -n 5 @",
        "nohup @",
        "timeout -k 1 5 @",
        "xargs @",
        "echo x | xargs -n 1 @",
        "find . -name x -exec @ \\;",
        "command @",
        "exec @",
        "stdbuf -oL @",
        "setsid -w @",
        "busybox sh -c '@'",
        "trap '@' EXIT",
        "watch -n 1 @",
        "flock /tmp/l @",
        "script -qc '@' /dev/null",
        "su -c '@'",
        "coproc @",
        "x=$(@)",
        "[[ -n $(@) ]]",
        "echo ${x:-$(@)}",
        "echo $(( $(@) ))",
        "$SUDO @",
        "ssh host '@'",
        "@ # comment",
        "# comment\n@",
        "ls;@",
        "ls|@",
        "ls\n@\n",
        "@ |& cat",
        "select x in a; do @; done",
        "git -c alias.z='!@' z",
        "git submodule foreach '@'",
        "git rebase -x '@' main",
        "a() ( @ ); a",
    };
    const std::string commands[] = {"git push -f", "git reset --hard", "git -C d clean -fdx", "git stash clear"};
    for (const std::string& frame : frames) {
        for (const std::string& command : commands) {
            std::string line = frame;
            line.replace(line.find('@'), 1, command);
            EXPECT_EQ(verdict_on(line).decision, Decision::block) << line;
        }
    }
}

TEST(Judge, IsNotLoweredByQuoting) {
    for (const char* line : {"'git' push -f",
                             "g\"i\"t pu\\sh -f",
                             "$'\\x67it' push $'-\\146'",
                             "gi\\\nt push -f",
                             "{git,push,-f}",
                             "a=push; git $a -f",
                             "git ${x:-push} -f",
                             "git${IFS}push${IFS}-f",
                             "x=git; y=\"$x push -f\"; $y",
                             "$(echo git) push -f",
                             "/usr/bin/git push -f",
                             "for f in -f; do git push $f; done",
                             "f() { git \"$@\"; }; f push -f",
                             "g=git; \"$g\" push -f",
                             "$\"git\" push -f"}) {
        EXPECT_EQ(verdict_on(line).decision, Decision::block) << line;
    }
}

TEST(Judge, LeavesTextAlone) {
    for (const char* line : {"echo 'git push -f'",
                             "git commit -m 'x; git push --force'",
                             "grep -r 'reset --hard' .",
                             "echo git push -f",
                             "# git push -f",
                             "cat <<'X'\n$(git push -f)\nX\n",
                             "printf '%s' 'git push -f'",
                             "git log --grep='push --force'",
                             "x='git push -f'",
                             "man git push",
                             "ls git push -f",
                             "git commit -F - <<X\ngit push -f\nX\n",
                             "git log --format='%h|curl %s'",
                             "command -v git push -f"}) {
        EXPECT_EQ(verdict_on(line).decision, Decision::allow) << line;
    }
}

TEST(Text, IsWhatPeopleRead) {
    EXPECT_EQ(text_of(verdict_on("git commit -m 'a b' && git push -f")),
              "scc: 'git push -f' is refused (git/push-force): it rewrites history that others may already have\n"
              "scc: instead: push a new commit, or: git push --force-with-lease\n"
              "scc: set by org.json:/security/safety_net\n");
    EXPECT_EQ(text_of(verdict_on("ls")), "");
}

}  // namespace
}  // namespace scc::rule
