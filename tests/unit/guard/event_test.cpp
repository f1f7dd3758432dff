#include "guard/event.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>

#include "base/file.hpp"
#include "guard/events.hpp"

namespace scc::guard {
namespace {

Event push() {
    return {.type = "guard.blocked",
            .rule = "git/push-force",
            .command = {"git", "push", "-f"},
            .because = "rewrites history",
            .instead = "",
            .cwd = "/work",
            .tool_call = ""};
}

TEST(Event, SurvivesTheWay) {
    const auto got = event_in(datagram_of(push()));
    ASSERT_TRUE(got);
    EXPECT_EQ(line_of(*got, 7, "2026-02-03T04:05:06Z"),
              R"({"because":"rewrites history","command":["git","push","-f"],"cwd":"/work","instead":"","pid":7,)"
              R"("rule":"git/push-force","time":"2026-02-03T04:05:06Z","type":"guard.blocked"})"
              "\n");
}

TEST(Event, OfAConversationIsItsIdAndWhoTold) {
    const Event told{.type = "agent.conversation", .conversation = "0199-a.b_C", .generation = 2};
    const auto got = event_in(datagram_of(told));
    ASSERT_TRUE(got) << got.error().message;
    EXPECT_EQ(line_of(*got, 7, "2026-02-03T04:05:06Z"),
              R"({"conversation":"0199-a.b_C","generation":2,"pid":7,"time":"2026-02-03T04:05:06Z",)"
              R"("type":"agent.conversation"})"
              "\n");
}

TEST(Event, OfAConversationHasAnIdThatIsNoOption) {
    for (const std::string& id : {std::string("--last"),
                                  std::string(".."),
                                  std::string("a b"),
                                  std::string("a/b"),
                                  std::string("a\nb"),
                                  std::string(129, 'a')}) {
        EXPECT_FALSE(is_conversation(id)) << id;
        EXPECT_FALSE(event_in(datagram_of({.type = "agent.conversation", .conversation = id}))) << id;
    }
}

TEST(Event, IsCutSoThatItAlwaysFits) {
    for (const std::string& word : {std::string(100'000, 'x'), std::string(100'000, '\x01'), std::string("ä\xFF")}) {
        Event event = push();
        event.command.assign(1000, word);
        event.cwd = word;
        const std::string datagram = datagram_of(event);
        EXPECT_LE(datagram.size(), most_event_bytes);
        const auto got = event_in(datagram);
        ASSERT_TRUE(got) << got.error().message;
        EXPECT_EQ(got->command.size(), most_command_words);
        EXPECT_EQ(got->command.back(), "…");
        EXPECT_EQ(got->rule, "git/push-force");
    }
}

TEST(Event, RefusesWhatNoGuardWrites) {
    const struct {
        std::string datagram;
        std::string message;
        std::string where;
    } cases[] = {
        {"", "there is nothing in it", "event"},
        {"[]", "this must be an object", "event:/"},
        {R"({"type":"launch.started","rule":"r","command":[],"because":""})",
         "'type' must be one of guard.blocked, guard.warned, exception.used",
         "event:/type"},
        {R"({"type":"guard.warned","rule":"r","command":[],"because":"","time":"x"})",
         "unknown key 'time'",
         "event:/time"},
        {R"({"type":"guard.warned","rule":"r","rule":"s"})", "key 'rule' appears twice", "event:/"},
        {std::string(most_event_bytes + 1, ' '), "the event is too long", "event"},
    };
    for (const auto& row : cases) {
        const auto got = event_in(row.datagram);
        ASSERT_FALSE(got) << row.datagram;
        EXPECT_EQ(got.error().message, row.message);
        EXPECT_EQ(got.error().where, row.where);
    }
}

TEST(Allowance, RefillsSlowly) {
    Allowance allowance;
    int taken = 0;
    while (allowance.take(1000)) ++taken;
    EXPECT_EQ(taken, Allowance::burst);
    EXPECT_FALSE(allowance.take(1000));
    taken = 0;
    while (allowance.take(1001)) ++taken;
    EXPECT_EQ(taken, Allowance::per_second);
    EXPECT_FALSE(allowance.take(500)) << "a clock that goes back gives nothing";
    taken = 0;
    while (allowance.take(5000)) ++taken;
    EXPECT_EQ(taken, Allowance::burst);
}

class EventFile : public testing::Test {
protected:
    void SetUp() override {
        root = file::temporary_directory("scc-events").value_or("");
        ASSERT_FALSE(root.empty());
    }
    void TearDown() override { ASSERT_TRUE(file::remove_all(root)); }

    std::string lines() { return file::read(root + "/guard.jsonl").value_or("nothing"); }

    std::string root;
};

TEST_F(EventFile, HoldsWhatGuardsSendAndCountsTheRest) {
    Events events;
    ASSERT_TRUE(events.open_socket(root + "/guard.sock", ::geteuid()));
    ASSERT_TRUE(events.open_file(root, ::geteuid()));
    for (int i = 0; i < 3; ++i) send(push(), root + "/guard.sock");
    events.receive();
    const std::string line = lines().substr(0, lines().find('\n'));
    EXPECT_NE(line.find("\"pid\":" + std::to_string(::getpid())), std::string::npos) << line;
    EXPECT_EQ(std::ranges::count(lines(), '\n'), 3);

    for (int i = 0; i < 600; ++i) {
        send(push(), root + "/guard.sock");
        events.receive();
    }
    events.write_dropped();
    EXPECT_LE(std::ranges::count(lines(), '\n'), Allowance::burst + 60 * Allowance::per_second);
    EXPECT_NE(lines().find(R"("type":"guard.dropped")"), std::string::npos);
}

TEST_F(EventFile, IsOnlyAddedTo) {
    ASSERT_TRUE(file::replace(root + "/guard.jsonl", "before\n"));
    Events events;
    ASSERT_TRUE(events.open_file(root, ::geteuid()));
    events.write_own("guard.unready", "no policy");
    EXPECT_TRUE(lines().starts_with("before\n{\"because\":\"no policy\",")) << lines();
}

TEST_F(EventFile, IsNotOpenedThroughALink) {
    ASSERT_TRUE(file::replace(root + "/elsewhere", "kept\n"));
    ASSERT_EQ(::symlink("elsewhere", (root + "/guard.jsonl").c_str()), 0);
    Events events;
    ASSERT_FALSE(events.open_file(root, ::geteuid()));
    EXPECT_EQ(file::read(root + "/elsewhere").value_or(""), "kept\n");
}

TEST_F(EventFile, BelongsToSomebodyTheAgentIsNot) {
    if (::geteuid() != 0) GTEST_SKIP() << "only root can give files away";
    for (const uid_t agent : {uid_t{1234}, uid_t{0}}) {
        ASSERT_TRUE(file::remove_all(root));
        ASSERT_TRUE(file::make_directories(root));
        ASSERT_EQ(::chown(root.c_str(), agent, agent), 0);
        Events events;
        ASSERT_TRUE(events.open_file(root, agent));
        struct stat found = {};
        ASSERT_EQ(::stat(root.c_str(), &found), 0);
        EXPECT_NE(found.st_uid, agent);
        EXPECT_EQ(found.st_mode & 0777U, 0755U);
        ASSERT_EQ(::stat((root + "/guard.jsonl").c_str(), &found), 0);
        EXPECT_NE(found.st_uid, agent);
        EXPECT_EQ(found.st_mode & 0777U, 0644U);
    }
}

TEST_F(EventFile, IsLeftToTheProcessThatListensAlready) {
    Events first;
    ASSERT_TRUE(first.open_socket(root + "/guard.sock", ::geteuid()));
    Events second;
    ASSERT_TRUE(second.open_socket(root + "/guard.sock", ::geteuid()));
    EXPECT_GE(first.socket(), 0);
    EXPECT_LT(second.socket(), 0);
}

TEST_F(EventFile, TakesOverASocketNobodyListensAt) {
    {
        Events gone;
        ASSERT_TRUE(gone.open_socket(root + "/guard.sock", ::geteuid()));
    }
    Events next;
    ASSERT_TRUE(next.open_socket(root + "/guard.sock", ::geteuid()));
    EXPECT_GE(next.socket(), 0);
}

TEST(Send, DoesNotMindThatNobodyListens) {
    send(push(), "/nonexistent/guard.sock");
    send(push(), std::string(1000, 'x'));
}

}  // namespace
}  // namespace scc::guard
