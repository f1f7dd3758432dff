#include "run/resume.hpp"

#include <gtest/gtest.h>

namespace scc::sandbox {
namespace {

Session session(const std::string& id, const char* conversation, const std::string& workspace = "/srv/project") {
    Session session;
    session.id = id;
    session.state = State::ended;
    session.provider = "red";
    session.workspace = session.entry = workspace;
    session.container = "scc-red-" + id;
    if (*conversation != '\0') session.conversation = conversation;
    return session;
}

std::string ids_of(const std::vector<Session>& sessions) {
    std::string ids;
    for (const Session& one : sessions) ids += one.id + " ";
    return ids;
}

std::string id_named(std::string_view word, const std::vector<Session>& sessions) {
    const auto meant = resumable_named(word, sessions, "/srv/project");
    return meant ? meant->id : meant.error().message;
}

void expect_error(
    std::string_view word, const std::vector<Session>& sessions, Code code, const char* message, const char* hint) {
    const auto meant = resumable_named(word, sessions, "/srv/project");
    ASSERT_FALSE(meant) << meant->id;
    EXPECT_EQ(meant.error().code, code);
    EXPECT_EQ(meant.error().message, message);
    EXPECT_EQ(meant.error().hint, hint);
}

TEST(Resumable, AreTheNewestOfEachConversation) {
    Session once = session("eeee", "c5");
    once.once = true;
    Session other_agent = session("ffff", "c1");
    other_agent.provider = "blue";
    const std::vector<Session> all = {
        session("aaaa", "c1"), session("bbbb", ""), session("cccc", "c2"), session("dddd", "c1"), once, other_agent};
    EXPECT_EQ(ids_of(resumable(all)), "aaaa cccc ffff ");
}

TEST(Resumable, AreNamedByIdNameContainerAndConversation) {
    Session named = session("abcd1234", "c1");
    named.name = "blue";
    const std::vector<Session> all = {named, session("abff5678", "c2")};
    for (const char* word : {"abcd1234", "abcd", "blue", "scc-red-abcd1234", "c1"}) {
        EXPECT_EQ(id_named(word, all), "abcd1234") << word;
    }
}

TEST(Resumable, StandForTheOlderOnesOfTheirConversation) {
    Session older = session("aaaa1111", "c1");
    older.name = "blue";
    Session newer = session("bbbb2222", "c1");
    EXPECT_EQ(id_named("aaaa", {newer, older}), "bbbb2222");
    newer.name = "blue";
    EXPECT_EQ(id_named("blue", {newer, older}), "bbbb2222");
}

TEST(Resumable, AreMeantInThisWorkspaceFirst) {
    Session here = session("aaaa1111", "c1");
    Session there = session("bbbb2222", "c2", "/srv/other");
    here.name = there.name = "blue";
    EXPECT_EQ(id_named("blue", {there, here}), "aaaa1111");
    here.workspace = "/srv/third";
    expect_error("blue",
                 {there, here},
                 Code::usage,
                 "'blue' could be several sessions",
                 "one of bbbb2222 in /srv/other, aaaa1111 in /srv/third");
}

TEST(Resumable, NamedWronglyGivesTheNearestAndTheNextCommand) {
    Session named = session("abcd1234", "c1");
    named.name = "refactor";
    expect_error("refacter",
                 {named},
                 Code::not_found,
                 "there is no session 'refacter'",
                 "did you mean 'refactor'? scc sessions shows them all");
    expect_error("zz", {}, Code::not_found, "there is no session 'zz'", "scc sessions shows them all");
}

TEST(Resumable, IsNoSessionWithoutAConversation) {
    Session once = session("bbbb2222", "c2");
    once.once = true;
    const char* const hint = "begin anew with scc start; scc sessions shows which have a conversation";
    const std::vector<Session> all = {session("aaaa1111", ""), once};
    expect_error(
        "aaaa", all, Code::not_found, "session aaaa1111 cannot be resumed: its agent had no conversation", hint);
    expect_error("bbbb", all, Code::not_found, "session bbbb2222 cannot be resumed: its agent ran one command", hint);
}

}  // namespace
}  // namespace scc::sandbox
