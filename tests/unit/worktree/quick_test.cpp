#include "look/quick.hpp"

#include <sys/stat.h>

#include <functional>
#include <random>

#include "fixture.hpp"

namespace scc::worktree {
namespace {

class Quick : public RepositoryTest {
protected:
    std::optional<Dirt> found() const {
        const auto repository = open_top(app_);
        return quick_dirt(repository->get(), app_);
    }

    // The same from git's own status.
    Dirt expected() const {
        Dirt dirt;
        for (const std::string& line : text::words(
                 git({"-C", app_, "status", "--porcelain", "--no-renames", "--untracked-files=normal"}), '\n')) {
            if (line.starts_with("??")) {
                ++dirt.untracked;
            } else {
                dirt.staged += line[0] == ' ' ? 0 : 1;
                dirt.modified += line[1] == ' ' ? 0 : 1;
            }
        }
        return dirt;
    }

    void agree(const std::string& what) const {
        const auto quick = found();
        ASSERT_TRUE(quick) << what;
        const Dirt git = expected();
        EXPECT_EQ(quick->staged, git.staged) << what;
        EXPECT_EQ(quick->modified, git.modified) << what;
        EXPECT_EQ(quick->untracked, git.untracked) << what;
    }

    void write(const std::string& path, const std::string& bytes) const {
        ASSERT_TRUE(file::replace(app_ + "/" + path, bytes));
    }
    std::string index() const { return file::read(app_ + "/.git/index").value(); }
};

TEST_F(Quick, CountsAsGitDoes) {
    for (const char* path : {"a/b/c", "a/b-c", "a.b", "a0", "dir/x", "dir/y", "grüße", "run", "link-to"})
        write(path, path);
    write(".gitignore", "*.o\nbuild/\n!keep.o\n");
    ASSERT_EQ(::symlink("a0", (app_ + "/link").c_str()), 0);
    ::chmod((app_ + "/run").c_str(), 0755);
    commit();
    agree("nothing changed");
    const std::vector<std::function<void()>> changes = {
        [&] { write("a/b/c", "changed"); },
        [&] { write("a.b", "a.b"); },
        [&] { ::unlink((app_ + "/a0").c_str()); },
        [&] { ::chmod((app_ + "/run").c_str(), 0644); },
        [&] { ASSERT_TRUE(file::remove_all(app_ + "/dir")); },
        [&] { write("new", "n"); },
        [&] { write("a/new/deep/file", "n"); },
        [&] { write("empty.o", "n"); },
        [&] { write("keep.o", "n"); },
        [&] { write("build/out", "n"); },
        [&] { ASSERT_TRUE(file::make_directories(app_ + "/hollow/below", 0755)); },
        [&] { write("only/ignored.o", "n"); },
        [&] {
            git({"init", "-q", app_ + "/nested"});
            write("nested/f", "n");
        },
        [&] {
            ::unlink((app_ + "/link").c_str());
            ASSERT_EQ(::symlink("a.b", (app_ + "/link").c_str()), 0);
        },
        [&] {
            write("staged", "s");
            git({"-C", app_, "add", "staged"});
        },
        [&] {
            git({"-C", app_, "rm", "-q", "--cached", "a/b-c"});
        },
        [&] { write("staged", "s and more"); },
    };
    for (std::size_t i = 0; i < changes.size(); ++i) {
        changes[i]();
        agree("change " + std::to_string(i));
    }
}

TEST_F(Quick, SeesWhatChangedInTheMomentOfTheCommit) {
    for (int i = 0; i < 20; ++i) {
        write("file", "one " + std::to_string(i % 10));
        commit();
        write("file", "two " + std::to_string(i % 10));
        agree("round " + std::to_string(i));
    }
}

TEST_F(Quick, LeavesTheUnusualToOthers) {
    git({"-C", app_, "update-index", "--assume-unchanged", "file"});
    EXPECT_FALSE(found());
    git({"-C", app_, "update-index", "--no-assume-unchanged", "file"});
    EXPECT_TRUE(found());
    ::unlink((app_ + "/file").c_str());
    write("file/below", "a directory where a file was");
    EXPECT_FALSE(found());
    git({"-C", app_, "update-index", "--index-version", "4"});
    EXPECT_FALSE(found());
}

// An agent may have written the index: whatever stands there, it is read to an end.
TEST_F(Quick, ReadsNoFurtherThanTheIndexGoes) {
    for (int i = 0; i < 20; ++i) write("d" + std::to_string(i) + "/f", "x");
    commit();
    const std::string good = index();
    for (std::size_t length = 0; length < good.size(); length += 3) {
        write(".git/index", good.substr(0, length));
        found();
    }
    std::mt19937 random(1);
    for (int round = 0; round < 400; ++round) {
        std::string bad = good;
        for (int i = 0; i < 3; ++i) bad[random() % bad.size()] = static_cast<char>(random());
        write(".git/index", bad);
        found();
    }
}

}  // namespace
}  // namespace scc::worktree
