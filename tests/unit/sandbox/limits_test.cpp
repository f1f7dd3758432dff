#include "plan/limits.hpp"

#include <gtest/gtest.h>

#include "fixture.hpp"
#include "plan/plan.hpp"

namespace scc::sandbox {
namespace {

model::Effective config() { return read_sections(plan_before())->config; }

TEST(Limits, AreTheOrganisationsElseOurs) {
    const Limits limits = limits_for({}, config()).value();
    EXPECT_EQ(limits.memory, "4g");
    EXPECT_EQ(limits.pids, 4096);
    EXPECT_FALSE(limits.cpus);
}

TEST(Limits, MayBeNarrowedByTheCommandLine) {
    const Limits limits =
        limits_for(args_with({{"memory", "512m"}, {"cpus", "1.5"}, {"pids", "64"}}), config()).value();
    EXPECT_EQ(limits.memory, "512m");
    EXPECT_EQ(limits.cpus, "1.5");
    EXPECT_EQ(limits.pids, 64);
}

TEST(Limits, MayNotBeWidenedByTheCommandLine) {
    for (const char* memory : {"5g", "4097m", "99999999999"}) {
        const auto limits = limits_for(args_with({{"memory", memory}}), config());
        ASSERT_FALSE(limits) << memory;
        EXPECT_EQ(limits.error().code, Code::denied);
        EXPECT_EQ(limits.error().message, "'--memory " + std::string(memory) + "' is more than the 4g that org allows");
        EXPECT_EQ(limits.error().where, "org.json:/defaults/limits/memory");
    }
}

TEST(Limits, AreAmounts) {
    struct Case {
        const char* option;
        const char* value;
    };
    const Case cases[] = {{"memory", "g"},
                          {"memory", "-1g"},
                          {"memory", "1x"},
                          {"memory", "4g4"},
                          {"cpus", "two"},
                          {"cpus", "0"},
                          {"cpus", "nan"},
                          {"cpus", "1e9"},
                          {"pids", "0"},
                          {"pids", "1.5"},
                          {"pids", "-3"}};
    for (const Case& row : cases) {
        const auto limits = limits_for(args_with({{row.option, row.value}}), config());
        ASSERT_FALSE(limits) << row.option << " " << row.value;
        EXPECT_EQ(limits.error().code, Code::usage);
    }
}

}  // namespace
}  // namespace scc::sandbox
