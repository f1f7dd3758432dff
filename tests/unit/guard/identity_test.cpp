#include "guard/identity.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.hpp"

namespace scc::guard {
namespace {

const Identity owner{.uid = 1234, .gid = 1235, .home = "/home/agent", .shell = "/bin/bash"};

TEST(WithUser, AddsAnEntryForAnUnknownUid) {
    EXPECT_EQ(with_user("root:x:0:0:root:/root:/bin/sh\n", owner),
              "root:x:0:0:root:/root:/bin/sh\nagent:x:1234:1235:agent:/home/agent:/bin/bash\n");
    EXPECT_EQ(with_user("", owner), "agent:x:1234:1235:agent:/home/agent:/bin/bash\n");
}

TEST(WithUser, ChangesHomeAndShellOfAKnownUid) {
    const Identity root{.uid = 0, .gid = 0, .home = "/home/agent", .shell = "/bin/sh"};
    EXPECT_EQ(with_user("root:x:0:0:root:/root:/bin/bash\nbin:x:2:2:bin:/bin:/usr/sbin/nologin\n", root),
              "root:x:0:0:root:/home/agent:/bin/sh\nbin:x:2:2:bin:/bin:/usr/sbin/nologin\n");
}

TEST(WithUser, TakesAnotherNameWhenTheImageGaveItToSomebodyElse) {
    EXPECT_EQ(with_user("agent:x:1:1::/:/bin/sh", owner),
              "agent:x:1:1::/:/bin/sh\nagent-1234:x:1234:1235:agent:/home/agent:/bin/bash\n");
}

TEST(WithUser, KeepsLinesOfAnotherForm) {
    EXPECT_EQ(with_user("+::::::\n# a note\n", owner),
              "+::::::\n# a note\nagent:x:1234:1235:agent:/home/agent:/bin/bash\n");
}

TEST(WithGroup, AddsAnEntryForAnUnknownGidOnly) {
    EXPECT_EQ(with_group("root:x:0:\n", owner), "root:x:0:\nagent:x:1235:\n");
    EXPECT_EQ(with_group("staff:x:1235:someone\n", owner), "staff:x:1235:someone\n");
}

TEST(NameOf, IsEmptyForAnUnknownUid) {
    EXPECT_EQ(name_of("root:x:0:0:root:/root:/bin/sh\n", 0), "root");
    EXPECT_EQ(name_of("root:x:0:0:root:/root:/bin/sh\n", 7), "");
}

class Own : public testing::Test {
protected:
    void SetUp() override {
        if (::geteuid() != 0) GTEST_SKIP() << "only root can give files away";
        root = file::temporary_directory("scc-own").value_or("");
        ASSERT_FALSE(root.empty());
        ::chmod(root.c_str(), 0755);
    }
    void TearDown() override {
        if (root.empty()) return;
        ASSERT_TRUE(file::remove_all(root));
    }

    uid_t owner_of(const std::string& path) {
        struct stat found = {};
        return ::lstat((root + path).c_str(), &found) == 0 ? found.st_uid : ~uid_t{0};
    }

    std::string root;
};

TEST_F(Own, MakesWhatIsMissing) {
    ASSERT_TRUE(own(root + "/home/agent", root + "/home/agent", owner));
    EXPECT_EQ(owner_of("/home"), 0U);
    EXPECT_EQ(owner_of("/home/agent"), 1234U);
}

TEST_F(Own, GivesTheDirectoriesBetweenHomeAndAVolume) {
    ASSERT_TRUE(own(root + "/home/agent/.config/tool", root + "/home/agent", owner));
    EXPECT_EQ(owner_of("/home/agent"), 0U);
    EXPECT_EQ(owner_of("/home/agent/.config"), 1234U);
    EXPECT_EQ(owner_of("/home/agent/.config/tool"), 1234U);
}

TEST_F(Own, GivesWhatLiesInAFreshVolume) {
    ASSERT_TRUE(file::replace(root + "/volume/deep/file", "text"));
    ASSERT_TRUE(own(root + "/volume", root + "/home", owner));
    EXPECT_EQ(owner_of("/volume"), 1234U);
    EXPECT_EQ(owner_of("/volume/deep"), 1234U);
    EXPECT_EQ(owner_of("/volume/deep/file"), 1234U);
}

TEST_F(Own, LeavesWhatIsInADirectoryThatBelongsToTheAgentAlready) {
    ASSERT_TRUE(file::replace(root + "/volume/file", "text"));
    ASSERT_EQ(::chown((root + "/volume").c_str(), 1234, 1235), 0);
    ASSERT_TRUE(own(root + "/volume", root + "/home", owner));
    EXPECT_EQ(owner_of("/volume/file"), 0U);
}

TEST_F(Own, DoesNotFollowLinks) {
    ASSERT_TRUE(file::replace(root + "/outside/file", "text"));
    ASSERT_TRUE(file::make_directories(root + "/volume"));
    ASSERT_EQ(::symlink("../outside", (root + "/volume/link").c_str()), 0);
    ASSERT_TRUE(own(root + "/volume", root + "/home", owner));
    EXPECT_EQ(owner_of("/volume/link"), 1234U);
    EXPECT_EQ(owner_of("/outside"), 0U);
    EXPECT_EQ(owner_of("/outside/file"), 0U);

    const auto through = own(root + "/volume/link/file", root + "/home", owner);
    ASSERT_FALSE(through);
    EXPECT_EQ(through.error().message, "cannot enter '" + root + "/volume/link': Not a directory");
    EXPECT_EQ(owner_of("/outside/file"), 0U);
}

}  // namespace
}  // namespace scc::guard
