#include "shell/directory.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"
#include "shell/bomb.hpp"
#include "shell/command.hpp"

namespace scc::shell {
namespace {

std::string shown(std::string_view text) {
    return text::replace_all(std::string(text), std::string_view(&unknown, 1), "?");
}

// The words of the last command of a line, and where it runs: "rm x @ sub".
std::string last_of(std::string_view line) {
    std::string last;
    const auto walked = each_command(line, [&](const Simple& command) {
        last.clear();
        for (const Argument& word : command.words) last += shown(word.text) + " ";
        last += "@ " + shown(command.directory);
        return true;
    });
    return walked ? last : "unreadable";
}

TEST(Directory, IsFollowed) {
    const std::pair<const char*, const char*> rows[] = {
        {"rm x", "rm x @ "},
        {"cd sub && rm x", "rm x @ sub"},
        {"cd sub; cd ../b; rm x", "rm x @ b"},
        {"cd ..; rm x", "rm x @ .."},
        {"cd /tmp/a; cd ..; rm x", "rm x @ /tmp"},
        {"cd /; cd etc; rm x", "rm x @ /etc"},
        {"cd; rm x", "rm x @ ~"},
        {"cd -- ~/a; rm x", "rm x @ ~/a"},
        {"cd $HOME/a; rm x", "rm x @ ~/a"},
        {"cd a; cd /b; cd -; rm x", "rm x @ a"},
        {"cd \"$X\"; rm x", "rm x @ ?"},
        {"cd \"$X\"; cd /tmp; rm x", "rm x @ /tmp"},
        {"(cd a; ls); rm x", "rm x @ "},
        {"{ cd a; ls; }; rm x", "rm x @ a"},
        {"echo $(cd a; ls); rm x", "rm x @ "},
        {"cd a | cat; rm x", "rm x @ "},
        {"cd a && ls | rm x", "rm x @ a"},
        {"if true; then cd a; fi; rm x", "rm x @ ?"},
        {"if true; then ls; fi; rm x", "rm x @ "},
        {"f() { cd a; }; (f); rm x", "rm x @ "},
        {"f() { cd a; }; f; rm x", "rm x @ a"},
        {"sh -c 'cd a; ls'; rm x", "rm x @ "},
        {"sh -c 'cd a; rm x'", "rm x @ a"},
        {"eval 'cd a'; rm x", "rm x @ a"},
        {"pushd a; pushd b; popd; rm x", "rm x @ a"},
        {"popd; rm x", "rm x @ ?"},
        {"cd ~/..; rm x", "rm x @ ~/.."},
        {"cd $TMPDIR/a/..; rm x", "rm x @ $TMPDIR"},
        {"cd $TMPDIR/..; rm x", "rm x @ $TMPDIR/.."},
    };
    for (const auto& [line, wanted] : rows) EXPECT_EQ(last_of(line), wanted) << line;
}

TEST(Places, StayNames) {
    EXPECT_EQ(last_of("rm $HOME \"${HOME}/a\" $PWD/b $TMPDIR/c ${TMPDIR:-/tmp}/d"), "rm ~ ~/a ./b $TMPDIR/c /tmp/d @ ");
    EXPECT_EQ(last_of("HOME=/x; rm $HOME ${PWD%/*}"), "rm /x ? @ ");
    EXPECT_EQ(last_of("rm $(pwd)/a $(mktemp -d) $(mktemp a.XXXX) $(mktemp -p /b)"),
              "rm ./a /tmp/tmp.? a.? /b/tmp.? @ ");
}

TEST(Redirections, AreReportedWhereTheyWrite) {
    EXPECT_EQ(last_of(": > a"), ": @ ");
    std::vector<std::string> seen;
    const auto walked =
        each_command("a >b 2>>c <d 2>&1 >/dev/null; { e; } &>f; while g; do h; done >|i", [&](const Simple& command) {
            if (command.words[0].text[0] == '>') {
                seen.push_back(command.words[0].text + command.words[1].text);
            }
            return true;
        });
    EXPECT_TRUE(walked.has_value());
    EXPECT_EQ(seen, (std::vector<std::string>{">b", ">>c", ">f", ">i"}));
}

TEST(Find, RunsItsCommandOnWhatItFinds) {
    const std::pair<const char*, const char*> rows[] = {
        {"find / -exec rm {} +", "rm /? @ "},
        {"find . -name '*.o' -exec rm {} \\;", "rm ./?/*.o @ "},
        {"find -name a -exec rm -r {} \\;", "rm -r ./?/a @ "},
        {"find src -type f -exec rm {} \\;", "rm src/? @ "},
        {"find a b -mtime +3 -exec rm {}/x \\;", "rm b/?/?*/x @ "},
        {"find . -not -name keep -exec rm {} \\;", "rm ./?/?* @ "},
        {"find . ! -name keep -name '*.o' -exec rm {} \\;", "rm ./?/*.o @ "},
    };
    for (const auto& [line, wanted] : rows) EXPECT_EQ(last_of(line), wanted) << line;
}

TEST(Bombs, AreSeenInTheShapeOfALine) {
    const auto is_bomb = [](std::string_view line) {
        bool found = false;
        const auto walked = each_command(line, [&](const Simple& command) {
            found = found || command.words[0].text == bomb;
            return true;
        });
        return walked && found;
    };
    for (const char* line : {":(){ :|:& };:",
                             "b() { b & }; b",
                             "a() { c | a; }; a",
                             "a() { b & }; b() { a; }; a",
                             "a() { b; }; b() { c & }; c() { a; }; a",
                             "while true; do x & done",
                             "until false; do x & done",
                             "while [ 1 ]; do x & done",
                             "for ((;;)); do x & done",
                             "while true; do x & if y; then wait; fi; done",
                             "while true; do (x &); wait; done",
                             "bash -c 'while :; do x & done'",
                             "if a; then while true; do { x & }; done; fi"}) {
        EXPECT_TRUE(is_bomb(line)) << line;
    }
    for (const char* line : {"b() { b; }; b",
                             "b() { c & }; c() { ls; }; b",
                             "b() { b & }",
                             "a() { b & }; a; b() { a; }",
                             "while true; do x; done",
                             "while true; do x & wait; done",
                             "while true; do x & sleep 1; wait $!; done",
                             "while true; do x & break; done",
                             "while read -r y; do x & done",
                             "while [[ $more ]]; do x & done",
                             "while true; do (x & wait); done",
                             "for y in 1 2; do x & done",
                             "for ((i = 0; i < 3; i++)); do x & done",
                             "echo 'while true; do x & done'"}) {
        EXPECT_FALSE(is_bomb(line)) << line;
    }
}

}  // namespace
}  // namespace scc::shell
