// The lines of tests/data/shell: a command, and below it, indented, each command that it runs. "…" is what cannot be
// known of a word.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

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

// With SCC_ACCEPT=1 the file is written anew with what is found; read the difference.
void check_file(const std::string& name) {
    const std::string path = std::string(SCC_TEST_DATA "/shell/") + name;
    const auto bytes = file::read(path);
    ASSERT_TRUE(bytes) << path;
    std::string line;
    std::string accepted;
    std::vector<std::string> expected;
    std::size_t count = 0;
    const auto settle = [&] {
        if (line.empty()) return;
        ++count;
        const std::vector<std::string> found = commands_in(text::replace_all(line, "\\n", "\n"));
        EXPECT_EQ(found, expected) << path << ": " << line;
        for (const std::string& one : found) accepted += "    " + one + "\n";
        line.clear();
        expected.clear();
    };
    for (const std::string& one : text::split(*bytes, '\n')) {
        if (one.starts_with("    ")) {
            expected.push_back(one.substr(4));
            continue;
        }
        settle();
        if (!one.empty()) accepted += one + "\n";
        if (!one.starts_with("## ")) line = one;
    }
    settle();
    EXPECT_GT(count, 5U) << path;
    if (const char* accept = std::getenv("SCC_ACCEPT"); accept != nullptr && std::string_view(accept) == "1") {
        std::ofstream(path) << accepted;
    }
}

TEST(Corpus, WordsAreWhatTheShellMakesOfThem) { check_file("words.txt"); }
TEST(Corpus, VariablesAreFollowed) { check_file("variables.txt"); }
TEST(Corpus, EveryCommandOfALineIsFound) { check_file("commands.txt"); }
TEST(Corpus, WhatRunsOtherProgramsIsTakenApart) { check_file("wrappers.txt"); }
TEST(Corpus, TextThatFlowsIsRead) { check_file("flows.txt"); }
TEST(Corpus, CodeInOtherLanguagesIsSearched) { check_file("scripts.txt"); }
TEST(Corpus, WhatGitRunsIsFound) { check_file("git.txt"); }

}  // namespace
}  // namespace scc::shell
