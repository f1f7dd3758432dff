#include "run/parting.hpp"

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

TEST(FailedAtStart, IsAStatusSoonAfterTheStart) {
    const struct {
        int status;
        time::Seconds lasted;
        bool failed;
    } rows[] = {
        {0, 1, false}, {1, 0, true}, {139, 9, true}, {127, 0, true}, {1, 10, false}, {130, 1, false}, {143, 1, false}};
    for (const auto& row : rows) EXPECT_EQ(failed_at_start(row.status, row.lasted), row.failed) << row.status;
}

TEST(FailureAtStart, NamesTheStatusAndWhatToDo) {
    Session ended = session();
    ended.provider = "red";
    ended.container = "scc-red-1";
    ended.status = 139;
    model::Provider provider;
    provider.image = "scc-agent-red";
    EXPECT_EQ(failure_at_start(ended), "red ended with status 139 as soon as it was started");
    EXPECT_EQ(way_out(ended, provider, false),
              "scc logs scc-red-1 shows what it wrote; scc image build --no-cache scc-agent-red makes its image anew");
    EXPECT_EQ(way_out(ended, provider, true), "scc image build --no-cache scc-agent-red makes its image anew");
    provider.image = "registry.test/red:1";
    provider.image_is_ours = false;
    EXPECT_EQ(way_out(ended, provider, true), "see whether it works in registry.test/red:1");
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
