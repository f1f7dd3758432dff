#include "proc/pending.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>

#include "base/file.hpp"

namespace scc::proc {
namespace {

TEST(Pending, GoesOnWhileNobodyAsks) {
    const std::string directory = *file::temporary_directory("scc-pending");
    auto pending = Pending::start({.argv = {"sh", "-c", "echo said; touch there; exit 3"}, .cwd = directory});
    ASSERT_TRUE(pending);
    for (int i = 0; i < 500 && !file::exists(directory + "/there"); ++i) ASSERT_TRUE(run({.argv = {"sleep", "0.01"}}));
    EXPECT_TRUE(file::exists(directory + "/there"));
    const auto outcome = pending->outcome();
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->out, "said\n");
    EXPECT_EQ(outcome->status, 3);
    EXPECT_TRUE(file::remove_all(directory));
}

TEST(Pending, CountsItsTimeFromItsStart) {
    auto pending = Pending::start({.argv = {"sleep", "60"}, .timeout = std::chrono::milliseconds(200)});
    ASSERT_TRUE(pending);
    ASSERT_TRUE(run({.argv = {"sleep", "0.3"}}));
    const auto begin = std::chrono::steady_clock::now();
    const auto outcome = pending->outcome();
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().message, "'sleep' took longer than 200 ms and was killed");
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(150));
}

TEST(Pending, LeavesNoChildThatNobodyWaitsFor) {
    const std::string directory = *file::temporary_directory("scc-pending");
    {
        const auto pending = Pending::start({.argv = {"sh", "-c", "sleep 0.1; touch done"}, .cwd = directory});
        ASSERT_TRUE(pending);
    }
    EXPECT_TRUE(file::exists(directory + "/done"));
    EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1);
    EXPECT_TRUE(file::remove_all(directory));
}

}  // namespace
}  // namespace scc::proc
