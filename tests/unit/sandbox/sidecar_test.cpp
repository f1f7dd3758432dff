#include "run/sidecar.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

#include "base/file.hpp"

namespace scc::sandbox {
namespace {

struct Said {
    const char* errors;
    std::optional<std::string> address;
};

const Said table[] = {
    {"", std::nullopt},
    {"2026/01/02 03:04:05| Starting Squid Cache version 5.7", std::nullopt},
    {"x| Accepting HTTP Socket connections at conn3 local=172.18.0.2:3128 remote=[::] FD 12 flags=9\n", "172.18.0.2"},
    {"x| Accepting HTTP Socket connections at  local=172.18.0.2:3128 remote=[::] FD 9 flags=9\n", "172.18.0.2"},
    {"x| Accepting HTTP Socket connections at conn3 local=[::]:3128 remote=[::] FD 12 flags=9\n", "[::]"},
    {"x| local=10.0.0.1:3128\n", std::nullopt},
};

TEST(Sidecar, ListensWhereSquidSaysItDoes) {
    for (const Said& row : table) EXPECT_EQ(listening_at(row.errors), row.address) << row.errors;
}

// An engine of the test's own: a program that is told what to say.
class Engines : public ::testing::Test {
protected:
    ~Engines() override { EXPECT_TRUE(file::remove_all(directory_)); }

    Result<std::string> start(const std::string& script) {
        const std::string program = directory_ + "/engine";
        EXPECT_TRUE(file::replace(program, "#!/bin/sh\n" + script + "\n", 0755));
        engine_ = {.program = program};
        SCC_CHECK(sidecar_.start(engine_, {"run"}, directory_));
        return sidecar_.address(engine_);
    }

    std::string directory_ = *file::temporary_directory("scc-sidecar");
    Engine engine_;
    Sidecar sidecar_;
};

constexpr const char* listens =
    "trap 'exit 0' TERM; echo 'x| Accepting HTTP Socket connections at local=10.1.2.3:3128 remote' >&2; "
    "echo '{}'; sleep 60 & wait";

TEST_F(Engines, GiveTheAddressAndTheLogOfAProxyThatEndsWhenTold) {
    ASSERT_TRUE(output_of({.program = "true"}, {"ps"}));
    const auto address = start(listens);
    ASSERT_TRUE(address);
    EXPECT_EQ(*address, "10.1.2.3");
    EXPECT_TRUE(sidecar_.end(engine_));
    EXPECT_TRUE(sidecar_.end(engine_));
    EXPECT_EQ(file::read(proxy_log(directory_)).value_or(""), "{}\n");
}

TEST_F(Engines, SayWhyAProxyEnded) {
    const auto address = start("echo 'no space left on device' >&2; exit 125");
    ASSERT_FALSE(address);
    EXPECT_EQ(address.error().code, Code::tool);
    EXPECT_EQ(address.error().message, "it ended: no space left on device");
    EXPECT_EQ(address.error().hint, "free some space: scc prune, or remove images you no longer need");
    EXPECT_FALSE(sidecar_.end(engine_));
}

TEST_F(Engines, RefuseAProxyThatListensEverywhere) {
    const auto address =
        start("echo 'x| Accepting HTTP Socket connections at local=[::]:3128 remote' >&2; exec sleep 60");
    ASSERT_FALSE(address);
    EXPECT_EQ(address.error().message, "it listens on every network");
    EXPECT_FALSE(sidecar_.end(engine_));
}

TEST_F(Engines, AreNotWaitedForLongerThanTheUserSays) {
    ::setenv("SCC_ENGINE_TIMEOUT", "1", 1);
    const auto address = start("exec sleep 60");
    ::unsetenv("SCC_ENGINE_TIMEOUT");
    ASSERT_FALSE(address);
    EXPECT_EQ(address.error().message, "'" + engine_.program + " run' was not answered within 2 s");
    EXPECT_FALSE(sidecar_.end(engine_));
}

}  // namespace
}  // namespace scc::sandbox
