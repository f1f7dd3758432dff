#include "proc/background.hpp"

#include <gtest/gtest.h>

#include <csignal>

#include "base/file.hpp"

namespace scc::proc {
namespace {

using std::chrono::milliseconds;

class Files : public ::testing::Test {
protected:
    ~Files() override { EXPECT_TRUE(file::remove_all(directory_)); }

    Result<Background> start(const std::string& script) const {
        return Background::start({.argv = {"sh", "-c", script}}, directory_ + "/out", directory_ + "/err");
    }
    std::string text(const std::string& name) const { return file::read(directory_ + "/" + name).value_or("none"); }

private:
    std::string directory_ = *file::temporary_directory("scc-background");
};

TEST_F(Files, HoldWhatAChildWrites) {
    auto child = start("echo out; echo err >&2; cat; exit 3");
    ASSERT_TRUE(child);
    EXPECT_EQ(child->ended_within(std::chrono::seconds(60)), 3);
    EXPECT_EQ(child->ended_within(milliseconds(0)), 3);
    EXPECT_EQ(text("out"), "out\n");
    EXPECT_EQ(text("err"), "err\n");
}

TEST_F(Files, AreKeptFromOthers) {
    auto child = start("stat -L -c %a /dev/stdout /dev/stderr >/proc/self/fd/1");
    ASSERT_TRUE(child);
    EXPECT_EQ(child->ended_within(std::chrono::seconds(60)), 0);
    EXPECT_EQ(text("out"), "600\n600\n");
}

TEST_F(Files, ComeOfAChildThatGoesOnUntilItIsSignalled) {
    auto child = start("trap 'exit 5' TERM; echo ready; sleep 60 & wait");
    ASSERT_TRUE(child);
    while (text("out").empty()) EXPECT_FALSE(child->ended_within(milliseconds(5)));
    child->signal(SIGTERM);
    EXPECT_EQ(child->ended_within(std::chrono::seconds(60)), 5);
}

TEST(Background, SaysWhichProgramIsMissing) {
    const auto child = Background::start({.argv = {"no-such-program-here"}}, "/dev/null", "/dev/null");
    ASSERT_FALSE(child);
    EXPECT_EQ(child.error().code, Code::prereq);
}

}  // namespace
}  // namespace scc::proc
