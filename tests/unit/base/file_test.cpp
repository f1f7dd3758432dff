#include "base/file.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace scc::file {
namespace {

class File : public testing::Test {
protected:
    void SetUp() override { directory_ = temporary_directory("scc-test").value(); }
    void TearDown() override { EXPECT_TRUE(remove_all(directory_)); }
    std::string directory_;
};

TEST_F(File, IsReplacedWithItsModeAndLeavesNothingElse) {
    const std::string path = directory_ + "/new/file";
    ASSERT_TRUE(replace(path, "one"));
    ASSERT_TRUE(replace(path, "two", 0640));
    EXPECT_EQ(*read(path), "two");
    struct stat status = {};
    ASSERT_EQ(::stat(path.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 07777U, 0640U);
    EXPECT_EQ(*list(directory_ + "/new"), std::vector<std::string>{"file"});
}

TEST_F(File, IsCopiedWhole) {
    const std::string bytes(3'000'000, 'x');
    const std::string path = directory_ + "/file";
    ASSERT_TRUE(replace(path, bytes, 0755));
    ASSERT_TRUE(link_or_copy(path, directory_ + "/near"));
    EXPECT_EQ(*read(directory_ + "/near"), bytes);
    // Another file system than that of the directory, where there is one.
    const std::string far = "/dev/shm/scc-test-" + std::to_string(::getpid());
    ASSERT_TRUE(link_or_copy(path, far));
    EXPECT_EQ(*read(far), bytes);
    EXPECT_FALSE(link_or_copy(path, far));
    ASSERT_TRUE(remove_all(far));
}

TEST_F(File, IsLockedByOneAtATime) {
    const std::string path = directory_ + "/new/lock";
    auto mine = lock(path);
    ASSERT_TRUE(mine && *mine);
    const auto theirs = try_lock(path);
    ASSERT_TRUE(theirs);
    EXPECT_FALSE(*theirs);
    mine->close();
    EXPECT_TRUE(*try_lock(path));
}

TEST_F(File, SaysThatTheDiskIsFull) {
    const Descriptor full(::open("/dev/full", O_WRONLY | O_CLOEXEC));
    ASSERT_TRUE(full);
    const auto written = write(full.number(), "x", "log");
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().message, "cannot write 'log': No space left on device");
    EXPECT_EQ(written.error().hint, "remove something: that disk is full");
}

TEST_F(File, SaysWhatIsMissingAndWhatIsTooLong) {
    const auto missing = read(directory_ + "/none");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, Code::not_found);
    EXPECT_EQ(missing.error().message, "cannot open '" + directory_ + "/none': No such file or directory");
    ASSERT_TRUE(replace(directory_ + "/long", "12345"));
    EXPECT_EQ(read(directory_ + "/long", 4).error().code, Code::config);
}

TEST_F(File, IsNotAbsentWhereALinkLeadsNowhere) {
    const std::string path = directory_ + "/link";
    ASSERT_EQ(::symlink("gone", path.c_str()), 0);
    const auto dangling = read(path);
    ASSERT_FALSE(dangling);
    EXPECT_EQ(dangling.error().code, Code::config);
    EXPECT_EQ(dangling.error().hint,
              "it is a symbolic link to something that is not there: put that there, or remove the link");
    EXPECT_TRUE(*is_there(path));
    EXPECT_FALSE(*is_there(directory_ + "/none"));
    EXPECT_FALSE(*is_there(directory_ + "/none/below"));
}

TEST_F(File, IsNotAbsentWhereThatCannotBeTold) {
    const std::string loop = directory_ + "/loop";
    ASSERT_EQ(::symlink("loop", loop.c_str()), 0);
    const auto there = is_there(loop + "/file");
    ASSERT_FALSE(there);
    EXPECT_EQ(there.error().code, Code::config);
    EXPECT_EQ(there.error().message, "cannot look at '" + loop + "/file': Too many levels of symbolic links");
    EXPECT_FALSE(exists(loop + "/file"));
}

TEST_F(File, RemovesTreesWithoutFollowingLinks) {
    ASSERT_TRUE(replace(directory_ + "/kept/file", "x"));
    ASSERT_TRUE(make_directories(directory_ + "/tree/below"));
    ASSERT_EQ(::symlink((directory_ + "/kept").c_str(), (directory_ + "/tree/below/link").c_str()), 0);
    ASSERT_TRUE(remove_all(directory_ + "/tree"));
    EXPECT_FALSE(exists(directory_ + "/tree"));
    EXPECT_TRUE(exists(directory_ + "/kept/file"));
    EXPECT_TRUE(remove_all(directory_ + "/tree"));
}

TEST_F(File, ListsNothingWhereThereIsNoDirectory) { EXPECT_TRUE(list(directory_ + "/none")->empty()); }

TEST(FileOnAFullDisk, IsAnErrorAndKeepsTheOldText) {
    const auto written = write(1, "", "x");
    EXPECT_TRUE(written);
    const auto full = replace("/dev/full/x", "text");
    ASSERT_FALSE(full);
}

}  // namespace
}  // namespace scc::file
