// The lines of tests/data/shell: a command, and below it, indented, each command that it runs. "…" is what cannot be
// known of a word.
#include <gtest/gtest.h>

#include "base/file.hpp"
#include "base/text.hpp"
#include "shell/command.hpp"
#include "shell/quote.hpp"

namespace scc::shell {
namespace {

std::string shown(std::span<const Argument> words) {
    std::vector<std::string> texts;
    for (const Argument& word : words)
        texts.push_back(text::replace_all(word.text, std::string_view(&unknown, 1), "…"));
    return text::replace_all(quote(texts), "\n", "\\n");
}

std::vector<std::string> commands_in(const std::string& line) {
    std::vector<std::string> found;
    const auto walked = each_command(line, [&](const Simple& command) {
        found.push_back(shown(command.words));
        return true;
    });
    if (!walked) found.push_back("UNREADABLE: " + walked.error().message);
    return found;
}

void check_file(const std::string& path) {
    const auto bytes = file::read(path);
    ASSERT_TRUE(bytes) << path;
    std::string line;
    std::vector<std::string> expected;
    std::size_t count = 0;
    const auto settle = [&] {
        if (line.empty()) return;
        ++count;
        EXPECT_EQ(commands_in(text::replace_all(line, "\\n", "\n")), expected) << path << ": " << line;
        line.clear();
        expected.clear();
    };
    for (const std::string& one : text::split(*bytes, '\n')) {
        if (one.starts_with("    ")) {
            expected.push_back(one.substr(4));
        } else if (!one.starts_with("## ") && !one.empty()) {
            settle();
            line = one;
        }
    }
    settle();
    EXPECT_GT(count, 5U) << path;
}

TEST(Corpus, WordsAreWhatTheShellMakesOfThem) { check_file(SCC_TEST_DATA "/shell/words.txt"); }
TEST(Corpus, EveryCommandOfALineIsFound) { check_file(SCC_TEST_DATA "/shell/commands.txt"); }
TEST(Corpus, WhatRunsOtherProgramsIsTakenApart) { check_file(SCC_TEST_DATA "/shell/wrappers.txt"); }

}  // namespace
}  // namespace scc::shell
