#include "session/session.hpp"

#include <gtest/gtest.h>

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <map>

#include <nlohmann/json.hpp>
#include <thread>

#include "base/file.hpp"
#include "engine/names.hpp"
#include "proc/run.hpp"
#include "proc/spawn.hpp"

namespace scc::sandbox {
namespace {

class Sessions : public testing::Test {
protected:
    void SetUp() override {
        directory_ = *file::temporary_directory("scc-session-test");
        ::setenv("XDG_STATE_HOME", directory_.c_str(), 1);
    }
    void TearDown() override { EXPECT_TRUE(file::remove_all(directory_)); }

    static Session session(const std::string& id, time::Seconds started = 100) {
        Session session;
        session.id = id;
        session.workspace = "/srv/project";
        session.entry = "/srv/project/src";
        session.provider = "shell";
        session.container = "scc-shell-1";
        session.engine = "docker";
        session.network = "open";
        session.started = started;
        session.supervisor = *supervisor_of(::getpid());
        return session;
    }

    std::string directory_;
};

TEST_F(Sessions, AreReadAsTheyWereSaved) {
    Session saved = session("11111111-2222-4333-8444-555555555555");
    saved.name = "a name";
    saved.team = "web";
    saved.conversation = "conversation";
    saved.continues = "aaaa";
    saved.state = State::ended;
    saved.ended = 200;
    saved.status = 7;
    ASSERT_TRUE(save(saved));
    const auto loaded = load(saved.id);
    ASSERT_TRUE(loaded) << loaded.error().message;
    EXPECT_EQ(to_json(*loaded), to_json(saved));
}

TEST_F(Sessions, StandInTheOrderOfTheirStart) {
    ASSERT_TRUE(save(session("aaaa-old", 100)));
    ASSERT_TRUE(save(session("bbbb-new", 300)));
    ASSERT_TRUE(save(session("cccc-mid", 200)));
    std::string order;
    const std::vector<Session> all = all_sessions().value();
    for (const Session& one : all) order += one.id + " ";
    EXPECT_EQ(order, "bbbb-new cccc-mid aaaa-old ");
}

TEST_F(Sessions, OfOneSecondStandInTheOrderOfTheirSupervisors) {
    for (const auto& [id, ticks] : std::map<std::string, std::string>{{"aaaa", "99"}, {"bbbb", "100"}, {"cccc", "7"}}) {
        Session made = session(id, 100);
        made.supervisor.started = ticks + "@boot";
        ASSERT_TRUE(save(made));
    }
    std::string order;
    const std::vector<Session> all = all_sessions().value();
    for (const Session& one : all) order += one.id + " ";
    EXPECT_EQ(order, "bbbb aaaa cccc ");
}

TEST_F(Sessions, TornRecordsAreNamedAndLeftOut) {
    ASSERT_TRUE(save(session("aaaa")));
    ASSERT_TRUE(file::replace(directory_of("torn") + "/session.json", "{\"id\": "));
    std::vector<Unreadable> unreadable;
    EXPECT_EQ(all_sessions(&unreadable)->size(), 1U);
    ASSERT_EQ(unreadable.size(), 1U);
    EXPECT_EQ(unreadable[0].id, "torn");
    EXPECT_TRUE(text_of(unreadable[0])
                    .ends_with("; repair it, or remove '" + directory_of("torn") +
                               "': scc prune then removes what it left in the engine"));
}

TEST_F(Sessions, OfAnEarlierVersionWorkedAtTheRootOfTheirWorkspace) {
    Session saved = session("aaaa");
    nlohmann::json record = to_json(saved);
    record.erase("entry");
    record.erase("continues");
    ASSERT_TRUE(file::replace(directory_of("aaaa") + "/session.json", record.dump()));
    EXPECT_EQ(load("aaaa")->entry, "/srv/project");
}

TEST(Means, TakesAnIdOrItsFirstFourLetters) {
    for (const char* word : {"abcd1234", "abcd", "abcd12"}) EXPECT_TRUE(means(word, "abcd1234")) << word;
    for (const char* word : {"", "abc", "abce", "abcd12345"}) EXPECT_FALSE(means(word, "abcd1234")) << word;
}

TEST_F(Sessions, KnowWhetherTheirSupervisorLives) {
    Session mine = session("aaaa");
    EXPECT_TRUE(is_supervised(mine));
    mine.supervisor.started = "1@another-boot";
    EXPECT_FALSE(is_supervised(mine));
}

TEST_F(Sessions, AZombieSupervisesNothing) {
    const auto child = proc::spawn({.argv = {"true"}}, {-1, -1, -1}, false);
    ASSERT_TRUE(child);
    for (int i = 0; i < 100 && supervisor_of(*child); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    EXPECT_FALSE(supervisor_of(*child));
    proc::wait_for(*child);
}

TEST(Names, SessionIdsAreRandomUuids) {
    const std::string id = new_session_id().value();
    ASSERT_EQ(id.size(), 36U);
    EXPECT_EQ(id[14], '4');
    EXPECT_NE(std::string("89ab").find(id[19]), std::string::npos);
    EXPECT_NE(id, new_session_id().value());
}

TEST(Names, ProviderAndWorkspaceAreNotMixedUp) {
    EXPECT_NE(container_name("a", "/b").substr(6), container_name("c", "/b").substr(6));
    EXPECT_EQ(container_name("shell", "/srv/project"), "scc-shell-21f8191ef994");
}

}  // namespace
}  // namespace scc::sandbox
