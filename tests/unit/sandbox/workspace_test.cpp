#include "run/workspace.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.hpp"
#include "fixture.hpp"
#include "plan/mounts.hpp"

namespace scc::sandbox {
namespace {

struct Case {
    const char* directory;
    const char* why;
};

const Case cases[] = {
    {"/", "the root of the file system"},
    {"/home/ann", "the home directory"},
    {"/home", "a directory above the home directory"},
    {"/home/ann/project", ""},
    {"/usr", "a system directory"},
    {"/usr/share/doc", "in a system directory, and no project"},
    {"/etc/ssl", "in a system directory, and no project"},
    {"/tmp", "a shared directory"},
    {"/tmp/project", ""},
    {"/srv/project", ""},
    {"/opt", "a shared directory"},
};

TEST(Workspace, KnowsWhatIsNoProject) {
    for (const Case& row : cases) EXPECT_EQ(suspicious(row.directory, "/home/ann"), row.why) << row.directory;
}

class Checked : public testing::Test {
protected:
    void SetUp() override {
        root_ = *file::temporary_directory("scc-workspace-test");
        ::setenv("SCC_NO_INPUT", "1", 1);
        sections_ = *read_sections(plan_before());
        sections_.workspace.root = root_;
        struct stat status = {};
        ::stat(root_.c_str(), &status);
        sections_.workspace.uid = status.st_uid;
        sections_.workspace.gid = status.st_gid;
    }
    void TearDown() override { EXPECT_TRUE(file::remove_all(root_)); }

    std::string root_;
    Sections sections_;
};

TEST_F(Checked, IsFineWithAProjectOnABranchOfItsOwn) { EXPECT_TRUE(check_workspace({}, sections_, false)); }

TEST_F(Checked, MustExist) {
    sections_.workspace.root = root_ + "/gone";
    const auto checked = check_workspace({}, sections_, false);
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code, Code::not_found);
    EXPECT_EQ(checked.error().message, "there is no directory '" + root_ + "/gone'");
}

TEST_F(Checked, MustStillBelongToItsOwner) {
    sections_.workspace.uid += 1;
    EXPECT_EQ(check_workspace({}, sections_, false).error().code, Code::config);
}

TEST_F(Checked, ProtectedBranchesNeedAFlagUnlessItIsOneCommand) {
    sections_.workspace.branch = "main";
    const auto refused = check_workspace({}, sections_, false);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::denied);
    EXPECT_EQ(refused.error().message, "branch 'main' is protected");
    EXPECT_TRUE(check_workspace({}, sections_, true));
    EXPECT_TRUE(check_workspace(args_with({{"allow-protected-branch", ""}}), sections_, false));
}

TEST_F(Checked, TheRootOfTheFileSystemIsNeverOne) {
    sections_.workspace.root = "/";
    struct stat status = {};
    ::stat("/", &status);
    sections_.workspace.uid = status.st_uid;
    sections_.workspace.gid = status.st_gid;
    const cli::Args allowed = args_with({{"allow-suspicious-workspace", ""}});
    EXPECT_EQ(check_workspace(allowed, sections_, true).error().message,
              "'/' is no workspace: it is the root of the file system");
    sections_.workspace.root = "/usr";
    EXPECT_EQ(check_workspace({}, sections_, true).error().code, Code::denied);
    EXPECT_TRUE(check_workspace(allowed, sections_, true));
}

TEST(MountWord, QuotesWhatWouldBeAnotherField) {
    EXPECT_EQ(mount_word({"bind", "/a,b", "/c\"d", false}), "type=bind,\"source=/a,b\",\"target=/c\"\"d\",readonly");
}

}  // namespace
}  // namespace scc::sandbox
