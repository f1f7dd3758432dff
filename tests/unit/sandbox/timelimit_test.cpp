#include "session/timelimit.hpp"

#include <gtest/gtest.h>

namespace scc::sandbox {
namespace {

TimeLimit eight_hours_from(time::Seconds started) { return {8, "team.web", started}; }

TEST(TimeLimit, IsToldOfTwiceBeforeTheEndAndAtIt) {
    constexpr time::Seconds end = 1000 + 8 * 3600;
    TimeLimit limit = eight_hours_from(1000);
    const struct {
        time::Seconds now;
        const char* news;
    } rows[] = {
        {1000, ""},
        {end - 601, ""},
        {end - 600, "the session ends in 10 minutes: team.web allows 8 hours"},
        {end - 599, ""},
        {end - 61, ""},
        {end - 60, "the session ends in 1 minute: team.web allows 8 hours"},
        {end - 1, ""},
        {end, "the session is over: team.web allows 8 hours"},
        {end + 1, ""},
    };
    for (const auto& row : rows) {
        EXPECT_EQ(limit.news_at(row.now), row.news) << row.now;
        EXPECT_EQ(limit.is_over_at(row.now), row.now >= end) << row.now;
    }
}

TEST(TimeLimit, TellsOnlyWhatIsTrueAfterTheMachineSlept) {
    constexpr time::Seconds end = 8 * 3600;
    TimeLimit soon = eight_hours_from(0);
    EXPECT_EQ(soon.news_at(end - 30), "the session ends in 1 minute: team.web allows 8 hours");
    EXPECT_EQ(soon.news_at(end - 29), "");
    TimeLimit late = eight_hours_from(0);
    EXPECT_EQ(late.news_at(end + 3600), "the session is over: team.web allows 8 hours");
    EXPECT_EQ(late.news_at(end + 3601), "");
}

TEST(TimeLimit, IsNoneWhereNobodySetOne) {
    TimeLimit none;
    EXPECT_EQ(none.news_at(INT64_MAX), "");
    EXPECT_FALSE(none.is_over_at(INT64_MAX));
}

}  // namespace
}  // namespace scc::sandbox
