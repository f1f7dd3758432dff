#include "guard/exec/target.hpp"

#include <elf.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>

#include "guard/exec/layout.hpp"
#include "guard/exec/memory.hpp"
#include "guard/exec/supervisor.hpp"

namespace scc::guard {
namespace {

TEST(InterpreterIn, ReadsTheFirstLineAsTheKernelDoes) {
    struct Row {
        std::string_view head;
        std::string path;
        std::optional<std::string> word;
    };
    const Row rows[] = {
        {"#!/bin/sh\necho", "/bin/sh", std::nullopt},
        {"#! /bin/sh -e\n", "/bin/sh", "-e"},
        {"#!\t/usr/bin/env \t-S a b \t\nx", "/usr/bin/env", "-S a b"},
        {"#!/bin/sh", "/bin/sh", std::nullopt},
        {std::string_view("#!/bin/sh\0-x\n", 13), "/bin/sh", std::nullopt},
    };
    for (const Row& row : rows) {
        const auto found = interpreter_in(row.head);
        ASSERT_TRUE(found) << row.head;
        EXPECT_EQ(found->path, row.path) << row.head;
        EXPECT_EQ(found->word, row.word) << row.head;
    }
    for (const std::string_view head : {"", "#", "ELF", " #!/bin/sh\n", "#!\n", "#!  \n"}) {
        EXPECT_FALSE(interpreter_in(head)) << head;
    }
}

TEST(WordsOfScript, PutInterpreterAndPathInThePlaceOfTheFirst) {
    EXPECT_EQ(words_of_script({"/i", "-e f"}, "./s", {"x", "a", "b"}), (Words{"/i", "-e f", "./s", "a", "b"}));
    EXPECT_EQ(words_of_script({"/i", std::nullopt}, "./s", {}), (Words{"/i", "./s"}));
}

TEST(LoadedBy, FindsTheProgramBehindTheOptions) {
    struct Row {
        Words words;
        std::string path;
        Words rest;
    };
    const Row rows[] = {
        {{"ld.so", "/bin/git", "push"}, "/bin/git", {"/bin/git", "push"}},
        {{"ld.so", "--library-path", "/x", "--list", "./git"}, "./git", {"./git"}},
        {{"ld.so", "--argv0", "x", "--preload=y", "a/git", "-f"}, "a/git", {"x", "-f"}},
        {{"ld.so", "--argv0=x", "--", "/git"}, "/git", {"x"}},
    };
    for (const Row& row : rows) {
        const auto loaded = loaded_by(row.words);
        ASSERT_TRUE(loaded) << row.path;
        EXPECT_EQ(loaded->path, row.path);
        EXPECT_EQ(loaded->words, row.rest) << row.path;
    }
    const Words unknown[] = {{"ld.so"},
                             {"ld.so", "git"},
                             {"ld.so", "--new", "/git"},
                             {"ld.so", "--library-path"},
                             {"ld.so", "--audit", "/git"}};
    for (const Words& words : unknown) EXPECT_FALSE(loaded_by(words)) << words.back();
}

TEST(ChosenFrom, TakesTheNameOrTheFirstWord) {
    EXPECT_EQ(chosen_from({"busybox", "wget", "x"}), (Words{"wget", "x"}));
    EXPECT_EQ(chosen_from({"/bin/busybox", "busybox", "wget"}), Words{"wget"});
    EXPECT_EQ(chosen_from({"/bin/wget", "x"}), (Words{"/bin/wget", "x"}));
    EXPECT_EQ(chosen_from({"busybox"}), Words{});
    EXPECT_EQ(chosen_from({}), Words{});
}

TEST(PastTheGuard, KeepsThePolicysOwnNo) {
    Target target;
    target.program = "git";
    target.path = "/tmp/x";
    target.words = {"git", "status"};
    const auto judged = past_the_guard({.decision = rule::Decision::block, .rule = "git/push-force"}, target);
    EXPECT_EQ(judged.rule, "git/push-force");
    EXPECT_EQ(rule::text_of(past_the_guard({.decision = rule::Decision::warn, .rule = "git/push-force"}, target)),
              "scc: 'git status' is refused (guard/bypass): it would run past the guard, as '/tmp/x'\n"
              "scc: instead: run 'git', which is judged by its arguments\n"
              "scc: set by scc-guard, which judges what it stands in the place of\n");
}

TEST(Unreadable, SaysWhatToDo) {
    EXPECT_EQ(rule::text_of(unreadable("./x")),
              "scc: './x' is refused (guard/unreadable): it cannot be read, so that nobody knows what would run\n"
              "scc: instead: make the program readable, and run it from a process that is not closed to others\n"
              "scc: set by scc-guard, which runs nothing that it cannot judge\n");
}

TEST(LayoutIn, IsTheSameForACopyThatWasChangedALittle) {
    const auto own = file::head("/proc/self/exe", layout_bytes);
    ASSERT_TRUE(own);
    const std::string layout = layout_in(*own);
    EXPECT_FALSE(layout.empty());
    std::string changed = *own;
    std::fill_n(changed.begin() + offsetof(Elf64_Ehdr, e_shoff), sizeof(Elf64_Off), '\0');
    changed.back() = static_cast<char>(~changed.back());
    EXPECT_EQ(layout_in(changed), layout) << "without its sections";
    changed = *own;
    changed[offsetof(Elf64_Ehdr, e_entry)] = static_cast<char>(~changed[offsetof(Elf64_Ehdr, e_entry)]);
    EXPECT_NE(layout_in(changed), layout) << "begins elsewhere";
}

TEST(LayoutIn, IsEmptyForWhatIsNoProgram) {
    std::string head = *file::head("/proc/self/exe", layout_bytes);
    EXPECT_EQ(layout_in(""), "");
    EXPECT_EQ(layout_in("#!/bin/sh\n"), "");
    EXPECT_EQ(layout_in(head.substr(0, sizeof(Elf64_Ehdr) - 1)), "");
    EXPECT_EQ(layout_in(head.substr(0, sizeof(Elf64_Ehdr) + 1)), "") << "cut";
    std::fill_n(head.begin() + offsetof(Elf64_Ehdr, e_phoff), sizeof(Elf64_Off), '\xFF');
    EXPECT_EQ(layout_in(head), "") << "described beyond the end";
}

// A directory with a guarded program, a loader and a busybox in it, seen from this process.
class TargetOf : public testing::Test {
protected:
    void SetUp() override {
        directory_ = *file::temporary_directory("target");
        write("real", "the guarded program");
        write("ld.so", "a loader, longer");
        write("box", "a busybox, which is longer");
        write("other", "THE GUARDED PROGRAM");
        files_.add(Kind::guarded, at("real"), "git", true);
        files_.add(Kind::loader, at("ld.so"));
        files_.add(Kind::assembled, at("box"));
    }

    void TearDown() override { ASSERT_TRUE(file::remove_all(directory_)); }

    std::string at(std::string_view name) const { return directory_ + "/" + std::string(name); }

    void write(std::string_view name, std::string_view bytes, mode_t mode = 0755) const {
        ASSERT_TRUE(file::replace(at(name), bytes, mode));
    }

    Target target(const Place& place, std::optional<Words> words) const {
        return target_of(place, files_, [&] { return words; });
    }

    Target target(const std::string& path, std::optional<Words> words = Words{"x", "push"}) const {
        return target(Place{::getpid(), AT_FDCWD, path}, std::move(words));
    }

    std::string directory_;
    WatchedFiles files_;
};

TEST_F(TargetOf, KnowsTheProgramByFileLinkAndContent) {
    ASSERT_EQ(::link(at("real").c_str(), at("hard").c_str()), 0);
    ASSERT_EQ(::symlink("real", at("soft").c_str()), 0);
    write("copy", "the guarded program");
    for (const char* name : {"real", "hard", "soft", "copy"}) {
        const Target found = target(at(name));
        EXPECT_EQ(found.state, Target::State::watched) << name;
        EXPECT_EQ(found.program, "git") << name;
        EXPECT_TRUE(found.diverted) << name;
        EXPECT_EQ(found.path, at(name));
        EXPECT_EQ(found.file, at("real"));
        EXPECT_EQ(found.words, (Words{"git", "push"})) << name;
    }
    EXPECT_EQ(target(at("other")).state, Target::State::plain);
}

TEST_F(TargetOf, FindsWhatDescriptorsAndLinksOfProcLeadTo) {
    const file::Descriptor opened(::open(at("real").c_str(), O_RDONLY | O_CLOEXEC));
    const file::Descriptor directory(::open(directory_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    const std::string number = std::to_string(opened.number());
    ASSERT_EQ(::symlink(("/proc/self/fd/" + number).c_str(), at("link").c_str()), 0);
    const Place places[] = {
        {::getpid(), opened.number(), ""},
        {::getpid(), directory.number(), "real"},
        {::getpid(), directory.number(), "../../proc/self/fd/" + number},
        {::getpid(), AT_FDCWD, "/proc/self/fd/" + number},
        {::getpid(), AT_FDCWD, "/proc/thread-self/fd/" + number},
        {::getpid(), AT_FDCWD, "/dev/fd/" + number},
        {::getpid(), AT_FDCWD, at("link")},
    };
    for (const Place& place : places) {
        const Target found = target(place, Words{"x"});
        EXPECT_EQ(found.state, Target::State::watched) << place.path;
        EXPECT_EQ(found.program, "git") << place.path;
    }
}

TEST_F(TargetOf, LooksAsTheOtherProcessDoes) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[1]);
        if (::chdir(directory_.c_str()) != 0) ::_exit(1);
        char byte = 0;
        ::_exit(static_cast<int>(::read(ends[0], &byte, 1)));
    }
    for (int i = 0; i < 1000 && !file::same("/proc/" + std::to_string(child) + "/cwd", directory_); ++i) ::usleep(1000);
    EXPECT_EQ(target(Place{child, AT_FDCWD, "real"}, Words{"x"}).program, "git");
    EXPECT_EQ(target(Place{child, AT_FDCWD, "/proc/self/cwd/real"}, Words{"x"}).program, "git");
    EXPECT_EQ(target(Place{::getpid(), AT_FDCWD, "real"}, Words{"x"}).state, Target::State::missing);
    ::close(ends[0]);
    ::close(ends[1]);
    ::waitpid(child, nullptr, 0);
}

TEST_F(TargetOf, TakesScriptsLoadersAndBusyboxOff) {
    write("script", "#!" + at("real") + " -C\n");
    write("loading", "#!" + at("ld.so") + " --preload=x\n");
    write("plain", "#!/bin/sh\n");
    EXPECT_EQ(target(at("script")).words, (Words{"git", "-C", at("script"), "push"}));
    EXPECT_EQ(target(at("ld.so"), Words{"x", "--list", at("real"), "push"}).words, (Words{"git", "push"}));
    EXPECT_EQ(target(at("ld.so"), Words{"x", at("script"), "push"}).words, (Words{"git", "-C", at("script"), "push"}));
    EXPECT_EQ(target(at("loading")).state, Target::State::missing) << "it loads itself";
    EXPECT_EQ(target(at("ld.so"), Words{"x", "--version"}).state, Target::State::plain);
    EXPECT_EQ(target(at("plain")).state, Target::State::plain);
    const Target chosen = target(at("box"), Words{"busybox", "wget", "x"});
    EXPECT_EQ(chosen.program, "wget");
    EXPECT_EQ(chosen.words, (Words{"wget", "x"}));
    EXPECT_FALSE(chosen.diverted);
    EXPECT_EQ(target(at("box"), Words{"busybox", "ls"}).state, Target::State::plain);
}

TEST_F(TargetOf, AsksForWordsOnlyWhereTheyMatter) {
    EXPECT_EQ(target(at("other"), std::nullopt).state, Target::State::plain);
    for (const char* name : {"real", "ld.so", "box"}) {
        EXPECT_EQ(target(at(name), std::nullopt).state, Target::State::unreadable) << name;
    }
    EXPECT_EQ(target(at("ld.so"), Words{"x", "git"}).state, Target::State::unreadable) << "looked for among libraries";
}

TEST_F(TargetOf, GivesTheKernelsReasonWhereThereIsNothing) {
    ASSERT_EQ(::symlink("round", at("round").c_str()), 0);
    const std::pair<std::string, int> rows[] = {
        {at("none"), ENOENT}, {at("real/x"), ENOTDIR}, {at("round"), ELOOP}, {directory_, EACCES}};
    for (const auto& [path, error] : rows) {
        const Target found = target(path);
        EXPECT_EQ(found.state, Target::State::missing) << path;
        EXPECT_EQ(found.error, error) << path;
    }
}

TEST(WordsAt, AreReadUpToTheNull) {
    const std::string large(10000, 'x');
    const char* words[] = {"a", "", large.c_str(), nullptr};
    const auto address = [](const void* at) { return reinterpret_cast<std::uint64_t>(at); };
    EXPECT_EQ(words_at(::getpid(), address(words)), (Words{"a", "", large}));
    EXPECT_EQ(words_at(::getpid(), 0), Words{});
    EXPECT_EQ(words_at(::getpid(), 8), std::nullopt);
    EXPECT_EQ(text_at(::getpid(), address(large.c_str()), large.size()), large);
    EXPECT_EQ(text_at(::getpid(), address(large.c_str()), large.size() - 1), std::nullopt);
    EXPECT_EQ(text_at(::getpid(), 8, 10), std::nullopt);
}

}  // namespace
}  // namespace scc::guard
