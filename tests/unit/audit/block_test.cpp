#include "log/block.hpp"

#include "fixture.hpp"

namespace scc::audit {
namespace {

constexpr std::size_t mebibyte = 1U << 20U;

class Blocks : public Log {
protected:
    // "NUMBER:LENGTH:END" of each line, with "-" behind one that is not finished.
    std::vector<std::string> read(const std::string& bytes, std::uint64_t from = 0, std::uint64_t until = UINT64_MAX) {
        put(bytes);
        std::vector<std::string> list;
        const auto done =
            for_each_line(path(), from, std::min<std::uint64_t>(until, bytes.size()), [&](const RawLine& line) {
                list.push_back(std::to_string(line.number) + ":" + std::to_string(line.text.size()) + ":" +
                               std::to_string(line.end) + (line.ended ? "" : "-"));
            });
        EXPECT_TRUE(done);
        return list;
    }
};

using Lines = std::vector<std::string>;

TEST_F(Blocks, GiveEveryLineItsPlace) {
    EXPECT_EQ(read(""), Lines{});
    EXPECT_EQ(read("a\n"), Lines{"1:1:2"});
    EXPECT_EQ(read("a\n\nbc"), (Lines{"1:1:2", "2:0:3", "3:2:5-"}));
    EXPECT_EQ(read("a\nbc\nd\n", 2), (Lines{"1:2:5", "2:1:7"}));
    EXPECT_EQ(read("a\nbc\nd\n", 0, 4), (Lines{"1:1:2", "2:2:4-"}));
}

TEST_F(Blocks, KeepLinesWholeAcrossTheirEdges) {
    std::string bytes;
    Lines expected;
    for (std::size_t i = 1; bytes.size() < 3 * mebibyte; ++i) {
        bytes += std::string(1000 + i % 7, 'x') + "\n";
        expected.push_back(std::to_string(i) + ":" + std::to_string(1000 + i % 7) + ":" + std::to_string(bytes.size()));
    }
    EXPECT_EQ(read(bytes), expected);
}

TEST_F(Blocks, HoldALineLargerThanThemselves) {
    const std::string large(5 * mebibyte, 'l');
    EXPECT_EQ(read("a\n" + large + "\nb\n"), (Lines{"1:1:2", "2:5242880:5242883", "3:1:5242885"}));
    EXPECT_EQ(read(large), Lines{"1:5242880:5242880-"});
}

TEST_F(Blocks, CutALineThatIsHugeAndGoOnBehindIt) {
    const std::string huge(40 * mebibyte, 'h');
    EXPECT_EQ(read("a\n" + huge + "\nb\n"), (Lines{"1:1:2", "2:16777216:41943043", "3:1:41943045"}));
    EXPECT_EQ(read(huge), Lines{"1:16777216:41943040-"});
}

TEST_F(Blocks, EndWithTheErrorOfTheirReader) {
    put("a\n");
    const auto done = for_each_block(path(), 0, 2, [](const Block&) -> Result<Done> {
        return Error{Code::tool, "no"};
    });
    EXPECT_EQ(done.error().message, "no");
    const auto none = for_each_block(path() + ".none", 0, 2, [](const Block&) -> Result<Done> { return Done{}; });
    EXPECT_EQ(none.error().code, Code::config);
}

}  // namespace
}  // namespace scc::audit
