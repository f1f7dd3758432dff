#include "cli/options.hpp"

#include <gtest/gtest.h>

namespace scc::cli {
namespace {

constexpr Option options[] = {
    {.name = "team", .value = "NAME", .help = "the team", .letter = 't'},
    {.name = "resume", .value = "ID", .help = "continue", .value_is_optional = true},
    {.name = "set", .value = "X", .help = "many", .repeatable = true},
    {.name = "dry-run", .help = "only print", .letter = 'n'},
};

Result<Args> parsed(std::vector<const char*> words, Operands operands = {0, 1, true}) {
    return parse(words, options, operands);
}

TEST(Options, AreReadInEverySpelling) {
    const auto args = parsed({"-t", "web", "--resume", "path", "--set=1", "--set", "2", "-n", "--", "git", "--team"});
    ASSERT_TRUE(args);
    EXPECT_EQ(args->text("team"), "web");
    EXPECT_TRUE(args->has("resume"));
    EXPECT_FALSE(args->text("resume"));
    EXPECT_EQ(args->all("set"), (std::vector<std::string>{"1", "2"}));
    EXPECT_TRUE(args->has("dry-run"));
    EXPECT_EQ(args->operand(0), "path");
    EXPECT_EQ(*args->command, (std::vector<std::string>{"git", "--team"}));
    EXPECT_EQ(parsed({"--resume=7"})->text("resume"), "7");
    EXPECT_EQ(parsed({"-tweb"})->text("team"), "web");
}

TEST(Options, RefuseWithAWordOnWhatWasMeant) {
    struct Row {
        std::vector<const char*> words;
        const char* message;
        const char* hint;
    };
    const Row rows[] = {
        {{"--taem", "x"}, "unknown option '--taem'", "did you mean --team?"},
        {{"-x"}, "unknown option '-x'", "the words of a command go behind '--'"},
        {{"--team"}, "option '--team' needs a value", ""},
        {{"--team", "a", "--team", "b"}, "option '--team' is given twice", ""},
        {{"--dry-run=1"}, "option '--dry-run' takes no value", ""},
        {{"a", "b"}, "unexpected operand 'b'", "the words of a command go behind '--'"},
        {{"--team", ""}, "option '--team' has an empty value", ""},
        {{"--team="}, "option '--team' has an empty value", ""},
        {{"--resume="}, "option '--resume' has an empty value", ""},
    };
    for (const Row& row : rows) {
        const auto args = parsed(row.words);
        ASSERT_FALSE(args) << row.message;
        EXPECT_EQ(args.error().code, Code::usage);
        EXPECT_EQ(args.error().message, row.message);
        EXPECT_EQ(args.error().hint, row.hint);
    }
    EXPECT_EQ(parsed({}, {1, 1, false}).error().message, "an operand is missing");
    EXPECT_EQ(parsed({""}, {0, 1, false}).error().message, "an operand is empty");
    EXPECT_EQ(parsed({""}, {1, 1, false})->operand(0), "");
    EXPECT_EQ(parsed({"a"}, {0, 0, false}).error().hint, "");
}

TEST(Options, MakeTheirOwnHelp) {
    EXPECT_EQ(help_for(options),
              "  -t, --team NAME    the team\n"
              "      --resume[=ID]  continue\n"
              "      --set X        many\n"
              "  -n, --dry-run      only print\n");
}

}  // namespace
}  // namespace scc::cli
