// What an exception names, how long it lasts, and when "until 17:30" is.
#include "exception/exception.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>

#include "exception/moment.hpp"

namespace scc::config {
namespace {

struct Naming {
    const char* kind;
    const char* pattern;
    const char* subject;
    bool named;
};

constexpr Naming namings[] = {
    {"plugin", "css@shared", "css@shared", true},
    {"plugin", "CSS@Shared", "css@shared", true},
    {"plugin", "css", "css@shared", true},
    {"plugin", "@shared/css", "css@shared", true},
    {"plugin", "@shared/*", "css@other", false},
    {"plugin", "cs", "css@shared", false},
    {"destination", "api.example", "API.example", true},
    {"destination", "api.example", "api.example:443", true},
    {"destination", "api.example:443", "api.example", false},
    {"destination", "*.example", "api.example", true},
    {"destination", "set:npm", "set:npm", true},
    {"destination", "example", "api.example", false},
    {"rule", "git/clean", "git/clean", true},
};

Exception releasing(const std::string& kind, const std::string& pattern) {
    Exception exception{.id = "x", .reason = "r"};
    exception.allow[kind] = {pattern};
    return exception;
}

TEST(Exception, NamesWhatItReleasesInAnySpelling) {
    for (const Naming& row : namings) {
        EXPECT_EQ(releases(releasing(row.kind, row.pattern), row.kind, row.subject), row.named)
            << row.kind << " " << row.pattern << " " << row.subject;
    }
    EXPECT_FALSE(releases(releasing("plugin", "docs"), "mcp", "docs"));
}

TEST(Exception, NamesAServerByNameUrlHostOrCommand) {
    model::McpServer server{.name = "docs", .type = "http"};
    server.url = "https://Docs.Example:443/x";
    for (const char* pattern : {"docs", "D*", "name:docs", "host:docs.example", "url:https://docs.example/*"}) {
        EXPECT_TRUE(releases(releasing("mcp", pattern), "mcp", "docs", &server)) << pattern;
    }
    for (const char* pattern : {"name:docs.example", "host:docs", "url:https://other.example/*"}) {
        EXPECT_FALSE(releases(releasing("mcp", pattern), "mcp", "docs", &server)) << pattern;
    }
}

TEST(Exception, LastsNoLongerThanItsBoundUnlessTheOrganisationGrantedIt) {
    Exception exception{.expires = 1'000'000, .created = 1000, .store = Store::personal};
    EXPECT_EQ(end_of(exception, 2), 1000 + 7200);
    EXPECT_TRUE(is_in_force(exception, 8199, 2));
    EXPECT_FALSE(is_in_force(exception, 8200, 2));
    EXPECT_FALSE(is_in_force(exception, 1000, 0));
    exception.expires = 2000;
    EXPECT_EQ(end_of(exception, 2), 2000);
    exception.store = Store::organisation;
    exception.expires = 1'000'000;
    EXPECT_EQ(end_of(exception, 2), 1'000'000);
}

TEST(Exception, DoesNotCountBeforeItIsMade) {
    const Exception exception{.expires = 20'000, .created = 10'000, .store = Store::workspace};
    EXPECT_FALSE(is_in_force(exception, 9000, 24));
    EXPECT_TRUE(is_in_force(exception, 9800, 24)) << "clocks differ a little";
}

class Moment : public testing::Test {
protected:
    void SetUp() override { in_zone("CET-1CEST,M3.5.0,M10.5.0/3"); }
    void TearDown() override { in_zone("UTC"); }
    static void in_zone(const char* zone) {
        ::setenv("TZ", zone, 1);
        ::tzset();
    }
};

struct Clock {
    const char* now;
    const char* clock;
    const char* answer;  // the moment, or the message
};

constexpr Clock clocks[] = {
    {"2031-03-04T10:30:00Z", "17:00", "2031-03-04T16:00:00Z"},
    {"2031-03-04T10:30:00Z", "09:00", "2031-03-05T08:00:00Z"},
    {"2031-03-04T10:30:00Z", "11:30", "2031-03-05T10:30:00Z"},
    {"2031-12-31T22:30:00Z", "00:10", "2031-12-31T23:10:00Z"},
    {"2031-03-29T20:00:00Z", "09:00", "2031-03-30T07:00:00Z"},
    {"2031-03-29T20:00:00Z", "02:30", "'02:30' is skipped when the clocks are changed that day"},
    {"2031-03-29T20:00:00Z", "03:00", "2031-03-30T01:00:00Z"},
    {"2031-10-25T20:00:00Z", "02:30", "'02:30' comes twice when the clocks are changed that day"},
    {"2031-10-25T20:00:00Z", "03:00", "2031-10-26T02:00:00Z"},
    {"2031-03-04T10:30:00Z", "24:00", "'24:00' is no time of day"},
    {"2031-03-04T10:30:00Z", "9:00", "'9:00' is no time of day"},
};

TEST_F(Moment, IsTheNextTimeTheClockShowsIt) {
    for (const Clock& row : clocks) {
        const auto when = next_moment(row.clock, *time::parse(row.now));
        EXPECT_EQ(when ? time::text_of(*when) : when.error().message, row.answer) << row.now << " " << row.clock;
    }
}

}  // namespace
}  // namespace scc::config
