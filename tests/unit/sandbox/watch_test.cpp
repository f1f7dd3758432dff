#include "run/watch.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <stdlib.h>

#include <fstream>
#include <thread>

#include "base/file.hpp"
#include "proc/spawn.hpp"
#include "run/collect.hpp"

namespace scc::sandbox {
namespace {

// A session whose guard is this test, and whose client is a process that waits.
class Watch : public testing::Test {
protected:
    void SetUp() override {
        directory_ = *file::temporary_directory("scc-watch-test");
        ::setenv("XDG_STATE_HOME", directory_.c_str(), 1);
        session_.id = "aaaa";
        ASSERT_TRUE(file::replace(guard_file(session_), ""));
        client_ = *proc::spawn({.argv = {"sleep", "60"}}, {-1, -1, -1}, false);
    }
    void TearDown() override {
        end_client();
        EXPECT_TRUE(file::remove_all(directory_));
    }

    void end_client() {
        if (client_ == 0) return;
        ::kill(client_, SIGKILL);
        proc::wait_for(client_);
        client_ = 0;
    }

    void write(const std::string& text) const { std::ofstream(guard_file(session_), std::ios::app) << text; }

    std::string directory_;
    Session session_;
    pid_t client_ = 0;
};

TEST_F(Watch, HearsEachWholeLineOnce) {
    std::string heard;
    bool ended = false;
    const Hearing hearing = {.lines =
                                 [&](std::string_view lines) {
                                     EXPECT_TRUE(lines.empty() || lines.ends_with('\n')) << lines;
                                     heard += lines;
                                     if (heard == "one\n") write("o\nthree\n{\"type\":\"guard.ended\",\"status\":0}\n");
                                 },
                             .ended =
                                 [&] {
                                     ended = true;
                                     ::kill(client_, SIGKILL);
                                 }};
    write("one\ntw");
    EXPECT_TRUE(goes_with_its_agent(session_, client_, hearing));
    EXPECT_TRUE(ended);
    EXPECT_EQ(heard, "one\ntwo\nthree\n{\"type\":\"guard.ended\",\"status\":0}\n");
}

TEST_F(Watch, EndsWithTheClient) {
    const Hearing hearing = {.lines = [&](std::string_view) { ::kill(client_, SIGKILL); },
                             .ended = [] { FAIL() << "the guard said nothing"; }};
    EXPECT_TRUE(goes_with_its_agent(session_, client_, hearing));
}

}  // namespace
}  // namespace scc::sandbox
