#include "guard/arguments.hpp"

#include <gtest/gtest.h>

namespace scc::guard {
namespace {

TEST(Arguments, ReadsWhatInitTakes) {
    const auto read = arguments_in({"--user",
                                    "1000:1001",
                                    "--home=/home/x/",
                                    "--own",
                                    "/a",
                                    "--own=/b/../c",
                                    "--events",
                                    "/e",
                                    "--way-out",
                                    "3128",
                                    "--size",
                                    "101x33",
                                    "--",
                                    "a",
                                    "--",
                                    "b"});
    ASSERT_TRUE(read);
    EXPECT_EQ(read->uid, 1000U);
    EXPECT_EQ(read->gid, 1001U);
    EXPECT_EQ(read->home, "/home/x");
    EXPECT_EQ(read->own, (std::vector<std::string>{"/a", "/c"}));
    EXPECT_EQ(read->events, "/e");
    EXPECT_EQ(read->way_out, 3128);
    ASSERT_TRUE(read->size);
    EXPECT_EQ(read->size->columns, 101);
    EXPECT_EQ(read->size->rows, 33);
    EXPECT_EQ(read->agent, (std::vector<std::string>{"a", "--", "b"}));
}

TEST(Arguments, SaysWhatIsWrong) {
    const struct {
        std::vector<std::string> words;
        std::string message;
    } cases[] = {
        {{}, "--user is missing"},
        {{"--", "sh"}, "--user is missing"},
        {{"--user", "1:1"}, "there is no command after --"},
        {{"--user", "1:1", "--"}, "there is no command after --"},
        {{"--user"}, "--user needs a value"},
        {{"--user", "agent", "--", "sh"}, "--user must be UID:GID in numbers, not 'agent'"},
        {{"--user", "1", "--", "sh"}, "--user must be UID:GID in numbers, not '1'"},
        {{"--user", "1:2:3", "--", "sh"}, "--user must be UID:GID in numbers, not '1:2:3'"},
        {{"--user", "-1:0", "--", "sh"}, "--user must be UID:GID in numbers, not '-1:0'"},
        {{"--user", "4294967295:0", "--", "sh"}, "--user must be UID:GID in numbers, not '4294967295:0'"},
        {{"--user", "1:1", "--home", "x", "--", "sh"}, "--home must be an absolute path, not 'x'"},
        {{"--user", "1:1", "--way-out", "0", "--", "sh"}, "--way-out must be a port, not '0'"},
        {{"--user", "1:1", "--way-out", "65536", "--", "sh"}, "--way-out must be a port, not '65536'"},
        {{"--user", "1:1", "--size", "80", "--", "sh"}, "--size must be COLUMNSxROWS in numbers, not '80'"},
        {{"--user", "1:1", "--size", "80x", "--", "sh"}, "--size must be COLUMNSxROWS in numbers, not '80x'"},
        {{"--user", "1:1", "--size", "0x24", "--", "sh"}, "--size must be COLUMNSxROWS in numbers, not '0x24'"},
        {{"--user", "1:1", "--size", "80x65536", "--", "sh"}, "--size must be COLUMNSxROWS in numbers, not '80x65536'"},
        {{"--user", "1:1", "--policy", "x", "--", "sh"}, "unknown option '--policy'"},
        {{"--user", "1:1", "sh"}, "unexpected word 'sh'"},
    };
    for (const auto& row : cases) {
        const auto read = arguments_in(row.words);
        ASSERT_FALSE(read) << row.message;
        EXPECT_EQ(read.error().code, Code::usage);
        EXPECT_EQ(read.error().message, row.message);
    }
}

}  // namespace
}  // namespace scc::guard
