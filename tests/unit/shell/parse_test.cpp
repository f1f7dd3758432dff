#include "shell/parse.hpp"

#include <gtest/gtest.h>

namespace scc::shell {
namespace {

struct Refusal {
    const char* text;
    const char* message;
    const char* where;
};

TEST(Parse, SaysWhatIsWrongAndWhere) {
    const Refusal rows[] = {
        {"echo 'a", "a single quote is not closed", "1:6"},
        {"echo \"a", "a double quote is not closed", "1:6"},
        {"echo `a", "a backtick is not closed", "1:6"},
        {"echo $(a", "'$(' is not closed", "1:9"},
        {"echo ${a", "'${' is not closed", "1:6"},
        {"ls\n  )", "unexpected ')'", "2:3"},
        {"a | | b", "unexpected '|'", "1:5"},
        {"a && ; b", "unexpected ';'", "1:6"},
        {"if true; then a", "'fi' is missing", "1:16"},
        {"if true; then fi", "unexpected 'fi'", "1:15"},
        {"done", "unexpected 'done'", "1:1"},
        {"for 1; do a; done", "unexpected 'do'", ""},
        {"case x in a) b", "'esac' is missing", "1:15"},
        {"f() ls", "the body of a function must be in braces", "1:7"},
        {"a >", "the line ends too early", "1:4"},
        {"( )", "unexpected ')'", "1:3"},
    };
    for (const Refusal& row : rows) {
        const auto list = parse(row.text);
        if (std::string_view(row.where).empty()) continue;
        ASSERT_FALSE(list) << row.text;
        EXPECT_EQ(list.error().message, row.message) << row.text;
        EXPECT_EQ(list.error().where, row.where) << row.text;
    }
}

TEST(Parse, KnowsTheBytesOfEveryNode) {
    const std::string_view text = "a=1 git  'pu'sh >f | { wc; }";
    const auto list = parse(text);
    ASSERT_TRUE(list);
    const auto of = [&](Span span) { return text.substr(span.begin, span.end - span.begin); };
    const Pipeline& pipeline = list->pipelines.at(0);
    const Command& git = pipeline.commands.at(0);
    EXPECT_EQ(of(git.assignments.at(0).span), "a=1");
    EXPECT_EQ(of(git.words.at(0).span), "git");
    EXPECT_EQ(of(git.words.at(1).span), "'pu'sh");
    EXPECT_EQ(of(git.redirects.at(0).span), ">f");
    EXPECT_EQ(pipeline.commands.at(1).kind, Command::Kind::group);
}

TEST(Parse, GivesHereDocumentsToTheirCommands) {
    const auto list = parse("cat <<A - <<-'B' | wc\n$x\nA\n\ttwo\n\tB\necho");
    ASSERT_TRUE(list);
    const Command& cat = list->pipelines.at(0).commands.at(0);
    ASSERT_EQ(cat.redirects.size(), 2U);
    EXPECT_EQ(cat.redirects[0].body->parts.at(0).kind, Part::Kind::parameter);
    EXPECT_EQ(cat.redirects[1].body->parts.at(0).text, "two\n");
    EXPECT_EQ(list->pipelines.at(1).commands.at(0).words.at(0).parts.at(0).text, "echo");
}

std::string repeated(std::string_view piece, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += piece;
    return text;
}

TEST(Parse, HasLimitsThatAreCounts) {
    EXPECT_TRUE(parse(repeated("(", 60) + "a" + repeated(")", 60)));
    EXPECT_EQ(parse(repeated("{ ", 5000)).error().message, "it is nested deeper than 250 levels");
    EXPECT_EQ(parse(repeated("$(", 5000)).error().message, "it is nested deeper than 250 levels");
    EXPECT_EQ(parse(repeated("${a:-", 5000)).error().message, "it is nested deeper than 250 levels");
    EXPECT_EQ(parse(repeated("a ", 300'000)).error().message, "it has more than 50000 words");
    EXPECT_EQ(parse(repeated("<<A ", 250'000)).error().message, "it has more than 50000 words");
    EXPECT_EQ(parse(repeated("a=b ", 250'000)).error().message, "it has more than 50000 words");
    EXPECT_EQ(parse(repeated("a", (1U << 20U) + 1)).error().message, "it is longer than 1 MiB");
    EXPECT_EQ(parse(std::string_view("a\0b", 3)).error().message, "it holds a NUL byte");
    EXPECT_EQ(parse(repeated("$((", 200)).error().message, "there are too many '$((' that are not closed");
}

}  // namespace
}  // namespace scc::shell
