#include "cli/health.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace scc::cli::health {
namespace {

TEST(Health, FailsOnlyWhenACheckFailed) {
    EXPECT_EQ(status(document({})), Code::ok);
    EXPECT_EQ(status(document({{"a.b", "warn", "old", "renew it"}, {"a.c", "skip", "", ""}})), Code::ok);
    EXPECT_EQ(status(document({{"a.b", "ok", "", ""}, {"a.c", "fail", "none", "install it"}})), Code::prereq);
}

TEST(Health, PrintsALineACheckAndWhatToDo) {
    EXPECT_EQ(text({}, document({{"a.b", "ok", "here", ""}, {"a.c", "fail", "none", "install it"}})),
              "ok    a.b  here\n"
              "fail  a.c  none\n"
              "      install it\n");
}

}  // namespace
}  // namespace scc::cli::health
