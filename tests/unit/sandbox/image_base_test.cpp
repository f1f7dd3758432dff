#include "image/base.hpp"

#include <gtest/gtest.h>

namespace scc::sandbox {
namespace {

TEST(MirrorIn, ReadsOneLineSources) {
    const Mirror mirror = mirror_in(
        {
            "# deb http://old.test/debian bookworm main\n"
            "deb [arch=amd64 signed-by=/k.gpg] http://mirror.test/debian bookworm main contrib\n"
            "deb-src http://src.test/debian bookworm main\n",
            "deb\thttp://mirror.test/security bookworm-security main\n",
        },
        "bookworm");
    EXPECT_EQ(mirror.archive, "http://mirror.test/debian");
    EXPECT_EQ(mirror.security, "http://mirror.test/security");
}

TEST(MirrorIn, ReadsStanzas) {
    const Mirror mirror = mirror_in(
        {
            "Types: deb\n# a comment\nURIs: http://mirror.test/debian\nSuites: bookworm bookworm-updates\n"
            "Components: main\n\nTypes: deb\nURIs: http://mirror.test/security\nSuites: bookworm-security\n",
        },
        "bookworm");
    EXPECT_EQ(mirror.archive, "http://mirror.test/debian");
    EXPECT_EQ(mirror.security, "http://mirror.test/security");
}

TEST(MirrorIn, LeavesOutWhatIsDisabledOrSource) {
    const Mirror mirror = mirror_in(
        {
            "Types: deb-src\nURIs: http://src.test/debian\nSuites: bookworm\n\n"
            "Enabled: no\nTypes: deb\nURIs: http://off.test/debian\nSuites: bookworm\n\n"
            "Types: deb\nURIs: http://on.test/debian\nSuites: bookworm\n",
        },
        "bookworm");
    EXPECT_EQ(mirror.archive, "http://on.test/debian");
    EXPECT_EQ(mirror.security, "");
}

TEST(MirrorIn, IsThePublicOneOnOtherSystems) {
    const Mirror mirror = mirror_in({"deb http://archive.ubuntu.test/ubuntu noble main\n"}, "bookworm");
    EXPECT_EQ(mirror.archive, "http://deb.debian.org/debian");
    EXPECT_EQ(mirror.security, "http://deb.debian.org/debian-security");
}

}  // namespace
}  // namespace scc::sandbox
