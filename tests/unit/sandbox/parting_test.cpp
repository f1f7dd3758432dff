#include "parting.hpp"

#include <gtest/gtest.h>

namespace scc::sandbox {
namespace {

Session session() {
    Session session;
    session.id = "abcd1234-0000-4000-8000-000000000000";
    session.conversation = "c1";
    session.policy_digest = "feed";
    return session;
}

TEST(ChangeOfPolicy, IsToldOfAContinuedSessionAlone) {
    EXPECT_EQ(change_of_policy(session(), {}), "");
    EXPECT_EQ(change_of_policy(session(), {.session = "eeee5678-0000", .policy_digest = "feed"}), "");
    EXPECT_EQ(change_of_policy(session(), {.session = "eeee5678-0000", .policy_digest = "dead"}),
              "the policy has changed since session eeee5678: scc config explain shows what holds now");
}

TEST(WayToResume, NamesTheSession) {
    EXPECT_EQ(way_to_resume(session()), "to continue from here: scc start --resume=abcd1234");
}

TEST(WayToResume, IsNoneWithoutAConversationOrAfterOneCommand) {
    Session silent = session();
    silent.conversation.reset();
    EXPECT_EQ(way_to_resume(silent), "");
    Session once = session();
    once.once = true;
    EXPECT_EQ(way_to_resume(once), "");
}

}  // namespace
}  // namespace scc::sandbox
