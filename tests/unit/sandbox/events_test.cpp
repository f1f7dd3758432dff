#include "session/events.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace scc::sandbox {
namespace {

Session session() {
    Session session;
    session.id = "s-1";
    session.provider = "shell";
    session.team = "web";
    session.workspace = "/srv/project";
    session.policy_digest = "feed";
    return session;
}

TEST(Events, OfTheGuardAreJoinedToTheSession) {
    const auto events = guard_events(
        session(),
        R"({"time":"2026-02-03T04:05:06Z","type":"guard.blocked","rule":"git/push-force","session":"forged"})");
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].at("type"), "guard.blocked");
    EXPECT_EQ(events[0].at("time"), "2026-02-03T04:05:06Z");
    EXPECT_EQ(events[0].at("session"), "s-1");
    EXPECT_EQ(events[0].at("team"), "web");
    EXPECT_EQ(events[0].at("policy_digest"), "feed");
}

TEST(Events, OfTheGuardAreWithoutItsStartAndEnd) {
    EXPECT_TRUE(
        guard_events(session(), "{\"type\":\"guard.started\"}\n{\"type\":\"guard.ended\",\"status\":0}\n").empty());
}

TEST(Events, LinesThatAreNoneAreKeptAsSuch) {
    const auto events = guard_events(session(), "{\"type\":\"guard.warned\"}\n{\"type\":\n[]\n\n{\"type\":5}\n");
    ASSERT_EQ(events.size(), 4U);
    EXPECT_EQ(events[0].at("type"), "guard.warned");
    for (std::size_t i = 1; i < 4; ++i) EXPECT_EQ(events[i].at("type"), "guard.unreadable");
    EXPECT_EQ(events[1].at("line"), "{\"type\":");
}

TEST(Events, OfTheProxyAreItsDenials) {
    const auto events = proxy_events(session(),
                                     R"({"time":"2026-02-03T04:05:06.789Z","client":"10.0.0.2","method":"CONNECT",)"
                                     R"("host":"bad.test","port":"443","status":403,"verdict":"denied:name"})"
                                     "\n"
                                     R"({"time":"2026-02-03T04:05:07.000Z","host":"good.test","verdict":"allowed"})"
                                     "\nsomething else\n");
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].at("type"), "net.denied");
    EXPECT_EQ(events[0].at("host"), "bad.test");
    EXPECT_EQ(events[0].at("verdict"), "denied:name");
    EXPECT_FALSE(events[0].contains("client"));
}

std::string told(const std::string& id, int generation) {
    return R"({"type":"agent.conversation","conversation":")" + id + R"(","generation":)" + std::to_string(generation) +
           "}\n";
}

TEST(Conversation, IsTheLastOneTheAgentToldOf) {
    Conversation conversation;
    EXPECT_FALSE(conversation.id());
    conversation.follow("{\"type\":\"guard.warned\"}\n" + told("a", 2) + told("b", 2));
    EXPECT_EQ(conversation.id(), "b");
    conversation.follow(told("c", 2));
    EXPECT_EQ(conversation.id(), "c");
}

TEST(Conversation, IsNotThatOfAnAgentTheAgentStarted) {
    Conversation conversation;
    conversation.follow(told("a", 2) + told("of another", 4));
    EXPECT_EQ(conversation.id(), "a");
}

TEST(Conversation, IsNoLineThatSaysLess) {
    Conversation conversation;
    conversation.follow("{\"type\":\"agent.conversation\"}\n{\"type\":\"agent.conversation\",\"conversation\":1}\n");
    EXPECT_FALSE(conversation.id());
}

TEST(GuardStatus, IsWhatTheGuardWroteLast) {
    EXPECT_FALSE(guard_status(""));
    EXPECT_FALSE(guard_status(R"({"type":"guard.blocked","rule":"git/push-force"})"));
    EXPECT_EQ(guard_status("torn\n{\"type\":\"guard.ended\",\"status\":143}\n"), 143);
}

}  // namespace
}  // namespace scc::sandbox
