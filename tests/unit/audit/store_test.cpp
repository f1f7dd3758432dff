#include "log/store.hpp"

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <set>

#include "fixture.hpp"

namespace scc::audit {
namespace {

using Faults = std::vector<std::string>;

class Store : public Log {
protected:
    std::vector<std::string> types() const {
        std::vector<std::string> list;
        for (const std::string& line : lines()) list.push_back(json::parse(line).at("type"));
        return list;
    }

    json record(std::size_t index) const { return json::parse(lines().at(index)); }

    void cut(std::size_t bytes) const {
        const std::string whole = text();
        put(whole.substr(0, whole.size() - bytes));
    }
};

mode_t mode_of(const std::string& path) {
    struct stat status = {};
    EXPECT_EQ(::stat(path.c_str(), &status), 0) << path;
    return status.st_mode & 07777U;
}

TEST_F(Store, IsPrivate) {
    directory_ += "/deep/audit";
    write({"one"});
    EXPECT_EQ(mode_of(path()), 0600U);
    EXPECT_EQ(mode_of(path("heads.json")), 0600U);
    EXPECT_EQ(mode_of(path("lock")), 0600U);
    EXPECT_EQ(mode_of(directory_), 0700U);
    directory_ = directory_.substr(0, directory_.size() - 11);
}

TEST_F(Store, AddsTheTimeWhereThereIsNone) {
    ASSERT_TRUE(append(directory_, {{{"type", "a"}}, {{"type", "b"}, {"time", "2026-01-01T00:00:00Z"}}}, november));
    EXPECT_EQ(record(0).at("time"), "2026-11-05T12:00:00Z");
    EXPECT_EQ(record(1).at("time"), "2026-01-01T00:00:00Z");
}

TEST_F(Store, StaysInTheNewestSegmentWhenTheClockGoesBack) {
    write({"one"}, december);
    write({"two"}, november);
    EXPECT_FALSE(file::exists(path()));
    EXPECT_EQ(lines("2026-12.jsonl").size(), 2U);
    EXPECT_EQ(faults(), Faults{});
}

TEST_F(Store, SetsATornLineAsideAndSaysSo) {
    write({"one", "two"});
    const std::string whole = text();
    put(whole + R"({"half":)");
    write({"three"});
    EXPECT_EQ(types(), (std::vector<std::string>{"test.event", "test.event", "log.torn", "test.event"}));
    const json note = record(2);
    EXPECT_EQ(note.at("bytes"), 8);
    EXPECT_EQ(note.at("segment"), "2026-11.jsonl");
    EXPECT_EQ(file::read(path(note.at("kept"))).value(), R"({"half":)");
    EXPECT_EQ(faults(), Faults{});
    write({"four"});
    EXPECT_EQ(lines().size(), 5U);
}

TEST_F(Store, NotesATornLineLaterWhenItCouldNotAtOnce) {
    write({"one"});
    put("torn", "torn/2026-11.jsonl.99-00000000.unnoted");
    write({"two"});
    EXPECT_EQ(types(), (std::vector<std::string>{"test.event", "log.torn", "test.event"}));
    EXPECT_EQ(file::list(path("torn")).value(), Faults{"2026-11.jsonl.99-00000000"});
}

TEST_F(Store, ClosesALastRecordThatLacksItsNewlineOnly) {
    write({"one"});
    const std::string heads = text("heads.json");
    write({"two"});
    put(heads, "heads.json");
    cut(1);
    write({"three"});
    EXPECT_EQ(lines().size(), 3U);
    EXPECT_EQ(faults(), Faults{});
}

TEST_F(Store, KeepsAGapVisibleWhenItGoesOn) {
    write({"one", "two", "three"});
    const auto l = lines();
    put(l[0] + "\n");
    write({"four"});
    EXPECT_EQ(types(), (std::vector<std::string>{"test.event", "log.damaged", "test.event"}));
    EXPECT_EQ(faults(), Faults{"2026-11.jsonl:2: 2 records are missing before this one: 2 to 3"});
    ASSERT_TRUE(file::remove_all(path()));
    write({"five"});
    EXPECT_EQ(record(0).at("found"), "the segment is missing");
    EXPECT_EQ(faults(), Faults{"2026-11.jsonl:1: 5 records are missing before this one: 1 to 5"});
}

TEST_F(Store, DoesNotTakeStrangersLinesOver) {
    write({"one"});
    put(text() + "{\"type\":\"forged\"}\n");
    write({"two"});
    EXPECT_EQ(record(2).at("found"), "1 line not of this log");
    EXPECT_EQ(faults(), Faults{"2026-11.jsonl:2: this line is no record of the log"});
}

TEST_F(Store, GoesOnWithoutHeadsAndKeepsUnreadableOnes) {
    write({"one"});
    put("{broken", "heads.json");
    write({"two"});
    EXPECT_EQ(text("heads.json.damaged"), "{broken");
    EXPECT_EQ(types(), (std::vector<std::string>{"test.event", "log.damaged", "test.event"}));
    EXPECT_EQ(faults(), Faults{});
}

// Runs `body` in a child of its own and returns its status.
template <class Body>
int in_child(Body body) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(body());
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

TEST_F(Store, KeepsNothingOfABatchTheDiskDoesNotTake) {
    write({"one"});
    const std::string before = text();
    const std::string heads = text("heads.json");
    const int status = in_child([&] {
        ::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit = {4096, 4096};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        const auto written = append(directory_, {event(std::string(10'000, 'x'))}, november);
        if (written || written.error().code != Code::tool) return 1;
        return written.error().message == "cannot write '" + path() + "': File too large" ? 0 : 2;
    });
    EXPECT_EQ(status, 0);
    EXPECT_EQ(text(), before);
    EXPECT_EQ(text("heads.json"), heads);
    write({"two"});
    EXPECT_EQ(faults(), Faults{});
}

TEST_F(Store, TakesManyWritersAtOnce) {
    constexpr int writers = 12, batches = 15, size = 4;
    std::vector<pid_t> children;
    for (int w = 0; w < writers; ++w) {
        const pid_t child = ::fork();
        if (child == 0) {
            for (int b = 0; b < batches; ++b) {
                std::vector<json> events;
                for (int i = 0; i < size; ++i) {
                    events.push_back(event(std::to_string((w * batches + b) * size + i)));
                }
                if (!append(directory_, events, november)) ::_exit(1);
            }
            ::_exit(0);
        }
        children.push_back(child);
    }
    for (const pid_t child : children) {
        int status = 0;
        ::waitpid(child, &status, 0);
        EXPECT_EQ(status, 0);
    }
    std::set<std::string> names;
    for (const std::string& line : lines()) names.insert(json::parse(line).at("name"));
    EXPECT_EQ(names.size(), std::size_t{writers * batches * size});
    EXPECT_EQ(findings().records, names.size());
    EXPECT_EQ(faults(), Faults{});
}

TEST_F(Store, IsWholeAfterWritersWereKilled) {
    std::uint64_t counted = 0;
    for (int round = 0; round < 40; ++round) {
        const pid_t child = ::fork();
        if (child == 0) {
            const std::vector<json> events(100, event(std::string(2000, 'x')));
            while (append(directory_, events, november)) {
            }
            ::_exit(1);
        }
        ::usleep(static_cast<useconds_t>(500 + 173 * round));
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        write({"after"});
        const Findings found = findings();
        ASSERT_TRUE(found.is_whole()) << found.faults.front().where << found.faults.front().message;
        ASSERT_GT(found.records, counted);
        counted = found.records;
    }
}

}  // namespace
}  // namespace scc::audit
