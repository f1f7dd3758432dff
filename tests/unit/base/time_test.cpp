#include "base/time.hpp"

#include <gtest/gtest.h>

namespace scc::time {
namespace {

TEST(Time, IsReadAndWrittenAsRfc3339) {
    EXPECT_EQ(text_of(0), "1970-01-01T00:00:00Z");
    EXPECT_EQ(parse("2026-02-03T04:05:06Z"), 1770091506);
    EXPECT_EQ(parse("2026-02-03T06:05:06+02:00"), 1770091506);
    EXPECT_EQ(parse("2026-02-03T04:05:06.999Z"), 1770091506);
    for (const char* wrong :
         {"", "2026-02-03", "2026-02-30T00:00:00Z", "2026-02-03T04:05:06", "2026-02-03T04:05:06.Z"}) {
        EXPECT_FALSE(parse(wrong)) << wrong;
    }
}

TEST(Time, ReadsDurations) {
    EXPECT_EQ(duration("90m"), 5400);
    EXPECT_EQ(duration("2D"), 172800);
    for (const char* wrong : {"", "h", "0h", "2", "-1h", "2w"}) EXPECT_FALSE(duration(wrong)) << wrong;
}

TEST(Time, TellsHowLongAgo) {
    EXPECT_EQ(ago(0, 59), "59 seconds ago");
    EXPECT_EQ(ago(0, 3600), "1 hour ago");
    EXPECT_EQ(ago(5, 5), "just now");
}

}  // namespace
}  // namespace scc::time
