// However a refused command is dressed up, the row that refuses it still applies: to every example that a row denies,
// in every disguise below.
#include <gtest/gtest.h>

#include "base/text.hpp"
#include "rule/judge.hpp"
#include "shell/parse.hpp"
#include "shell/quote.hpp"

namespace scc::rule {
namespace {

// "@" is the line itself.
constexpr std::string_view around_lines[] = {
    "true; @",
    "@; true",
    "true && @",
    "false || @",
    "true\n@\ntrue",
    "true & @",
    "@ &",
    "echo a # note\n@",
    "@ # note",
    "if true; then @; fi",
    "if true; then true; elif true; then true; else @; fi",
    "for i in 1 2; do @; done",
    "for ((i = 0; i < 1; i++)); do @; done",
    "while sleep 1; do @; break; done",
    "until @; do sleep 1; done",
    "case x in y) true;; *) @;; esac",
    "select i in a; do @; done",
    "f() { @; }; f",
    "function f { @; }; f",
    "g() { f; }; f() { @; }; g",
    "(@)",
    "{ @; }",
    "! @",
    "time @",
    "echo $(@)",
    "echo \"$(@)\"",
    "echo \"a $(echo $(@)) b\"",
    "cat <(@)",
    "tee >(@)",
    "x=$(@)",
    "x=\"${y:-$(@)}\"",
    "[[ -n $(@) ]]",
    "case $(@) in *) ;; esac",
    "for i in $(@); do :; done",
    "cat <<E\n$(@)\nE",
    "cat <<< \"$(@)\"",
    "((x = $(@)))",
    "echo > \"$(@)\"",
    "coproc { @; }",
    "true | { @; }",
    "{ @; } | cat",
    "bash <<'E'\n@\nE",
    "cat > s <<'E'\n@\nE\nsh s",
    "cat > s <<'E'\n#!/bin/bash\n@\nE\nchmod +x s && ./s",
    "sh -s <<-'E'\n\t@\n\tE",
    "export A=1; A=2 B=3; { @; }",
};

// "@" is the line as one word.
constexpr std::string_view around_words[] = {
    "bash -c @",
    "/bin/sh -ec @",
    "bash --norc -o pipefail -c @ a b",
    "sh -c \"$(echo @)\"",
    "sh -c 'eval \"$1\"' sh @",
    "eval @",
    "echo @ | sh",
    "printf '%s\\n' @ | sudo bash -x",
    "echo @ | cat | tee f | sh",
    "{ echo true; echo @; } | bash",
    "bash <<< @",
    "bash <(echo @)",
    "source /dev/stdin <<< @",
    ". <(printf '%s' @)",
    "x=@; eval \"$x\"",
    "x=(true @); eval \"${x[1]}\"",
    "declare -n y=x; x=@; eval \"$y\"",
    "printf -v x %s @; eval \"$x\"",
    "read -r x <<< @; eval \"$x\"",
    "while IFS= read -r x; do eval \"$x\"; done <<< @",
    "set -- @; eval \"$1\"",
    "f() { eval \"$1\"; }; f @",
    "echo @ > s; sh s",
    "echo @ > s; . ./s",
    "echo @ | tee s; cat s | sh",
    "echo @ > s; BASH_ENV=s bash -c true",
    "echo @ | xargs -0 -I% sh -c %",
    "alias a=@; a",
    "trap @ EXIT",
    "su -c @",
    "sudo sh -c @",
    "env A=1 sh -c @",
    "env sh -c @",
    "timeout 5 sh -c @",
    "nohup setsid sh -c @",
    "flock /tmp/l -c @",
    "script -qc @ /dev/null",
    "watch -n 5 @",
    "find . -name x -exec sh -c 'eval \"$0\"' @ \\;",
    "parallel ::: @",
    "systemd-run --user sh -c @",
    "busybox sh -c @",
    "tmux new-session -d @",
    "git -c alias.x=\\!@ x",
    "GIT_EDITOR=@ git commit",
    "git rebase -x @ main",
    "git submodule foreach @",
    "mapfile -C @ a <<< b",
    "echo @ | at now",
    "PROMPT_COMMAND=@ bash -i",
};

// "@" is a simple command without assignments before it.
constexpr std::string_view before_commands[] = {
    "sudo @",
    "sudo -u root A=1 @",
    "doas @",
    "env @",
    "env -i A=1 @",
    "env -u X -- @",
    "command @",
    "nice -n 5 @",
    "ionice -c 3 @",
    "nohup @",
    "setsid @",
    "timeout -k 1 --signal=TERM 5s @",
    "stdbuf -oL -eL @",
    "time -p @",
    "A=1 B='x y' @",
    "</dev/null @",
    "$SUDO @",
    "\\@",
    "''@",
    "xargs -r @ < /dev/null",
    "strace -f -o f @",
    "unshare -m @",
    "chroot / @",
    "systemd-run --user @",
    "flock -n /tmp/l @",
    "ld.so @",
};

std::string put(std::string_view disguise, std::string_view line) {
    return text::replace_all(std::string(disguise), "@", line);
}

bool is_plain_command(std::string_view line) {
    const auto list = shell::parse(line);
    if (!list || list->pipelines.size() != 1 || list->pipelines[0].commands.size() != 1) return false;
    const shell::Command& one = list->pipelines[0].commands[0];
    if (one.kind != shell::Command::Kind::simple || one.words.empty() || !one.assignments.empty()) return false;
    const shell::Word& first = one.words[0];
    const bool literal = first.parts.size() == 1 && first.parts[0].kind == shell::Part::Kind::literal;
    return literal && one.redirects.empty() && list->pipelines[0].joiner.empty();
}

// The line with the letters of its words dressed up, each in its own way.
std::vector<std::string> spelled_anew(std::string_view line) {
    std::vector<std::string> made;
    const bool plain = line.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-=./: ") == std::string_view::npos;
    if (!plain) return made;
    std::string quoted;
    std::string doubled;
    std::string escaped;
    std::string coded;
    std::string branched;
    for (const std::string& word : text::words(line)) {
        const std::string head = word.substr(0, 1);
        const std::string tail = word.substr(1);
        quoted += "'" + head + "'" + tail + " ";
        doubled += head + "\"" + tail + "\" ";
        coded += "$'" + word + "' ";
        branched += (branched.empty() ? "{" : ",") + word;
        for (const char c : word) escaped += std::string("\\") + c;
        escaped += ' ';
    }
    made = {quoted, doubled, escaped, coded};
    if (text::words(line).size() > 1 && line.find('=') == std::string_view::npos) made.push_back(branched + "}");
    return made;
}

class Checker {
public:
    Checker() { policy_.protected_branches = {"main"}; }

    void check(const Rule& row, const std::string& disguised) {
        EXPECT_TRUE(applies(row, disguised, policy_, facts_)) << row.id << ": " << disguised;
    }

    void check_all(const Rule& row, std::string_view line) {
        for (const std::string_view one : around_lines) {
            if (line.find('\n') == std::string_view::npos) check(row, put(one, line));
        }
        for (const std::string_view one : around_words) {
            const bool replaced = one.starts_with("find ") && line.find("{}") != std::string_view::npos;
            if (!replaced) check(row, put(one, shell::quote(line)));
        }
        if (!is_plain_command(line)) return;
        for (const std::string_view one : before_commands) check(row, put(one, line));
        for (const std::string& one : spelled_anew(line)) check(row, one);
    }

private:
    Policy policy_;
    Facts facts_;
};

TEST(Disguises, NeverHideWhatARowDenies) {
    Checker checker;
    for (const Family& family : families()) {
        for (const Rule& row : family.rows()) {
            for (const std::string_view line : row.denies) checker.check_all(row, line);
        }
    }
}

}  // namespace
}  // namespace scc::rule
