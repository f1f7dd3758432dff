#include "query/ask.hpp"

#include "fixture.hpp"
#include "query/sentence.hpp"

namespace scc::audit {
namespace {

class Query : public Log {
protected:
    void SetUp() override {
        Log::SetUp();
        const std::vector<json> events = {
            {{"type", "launch.started"}, {"session", "aa1"}, {"time", "2026-11-01T00:00:00Z"}},
            {{"type", "guard.blocked"}, {"session", "aa1"}, {"rule", "r1"}, {"time", "2026-11-01T01:00:00Z"}},
            {{"type", "guard.warned"}, {"session", "bb2"}, {"rule", "r2"}, {"time", "2026-11-02T02:00:00+02:00"}},
            {{"type", "guard.blocked"}, {"session", "bb2"}, {"rule", "r1"}, {"time", "2026-11-03T00:00:00Z"}},
            {{"type", "guardian"}, {"session", "a b\""}, {"time", "2026-11-04T00:00:00Z"}},
        };
        ASSERT_TRUE(append(directory_, events, november));
    }

    // The numbers of the records that answer.
    std::vector<int> asked(const std::vector<std::string>& families, Wanted wanted) {
        std::vector<int> numbers;
        wanted.families = families;
        const Answer answer = ask(snapshot(directory_).value(), wanted).value();
        for (const json& event : answer.events) {
            numbers.push_back(event.at("seq"));
        }
        return numbers;
    }
};

using Numbers = std::vector<int>;

TEST_F(Query, ChoosesByTypeSessionAndTime) {
    const auto at = [](const char* text) { return time::parse(text); };
    EXPECT_EQ(asked({}, {}), (Numbers{1, 2, 3, 4, 5}));
    EXPECT_EQ(asked({"guard"}, {}), (Numbers{2, 3, 4}));
    EXPECT_EQ(asked({}, {.types = {"guard.warned"}}), Numbers{3});
    EXPECT_EQ(asked({}, {.types = {"guard.warned", "launch"}}), (Numbers{1, 3}));
    EXPECT_EQ(asked({}, {.session = "aa1"}), (Numbers{1, 2}));
    EXPECT_EQ(asked({}, {.session = "bb"}), (Numbers{3, 4}));
    EXPECT_EQ(asked({}, {.session = "a b\""}), Numbers{5});
    EXPECT_EQ(asked({}, {.since = at("2026-11-02T00:00:00Z")}), (Numbers{3, 4, 5}));
    EXPECT_EQ(asked({}, {.until = at("2026-11-02T00:00:00Z")}), (Numbers{1, 2}));
    EXPECT_EQ(asked({"guard"}, {.limit = 2}), (Numbers{3, 4}));
}

TEST_F(Query, ChoosesByWhoWhereAndWhatWasDecided) {
    const std::vector<json> events = {
        {{"type", "guard.blocked"}, {"rule", "git/push-force"}, {"team", "web"}, {"workspace", "/w/shop"}},
        {{"type", "guard.warned"}, {"rule", "gitlab/x"}, {"team", "we"}, {"provider", "shell"}},
        {{"type", "net.allowed"}, {"workspace", "/w/shop/sub"}, {"provider", "other"}},
        {{"type", "safety.check"}, {"verdict_allowed", "false"}, {"workspace", "/w/shopping"}},
        {{"type", "own"}, {"verdict", "warn"}, {"team", "\"quoted\" ü"}},
    };
    ASSERT_TRUE(append(directory_, events, november));
    EXPECT_EQ(asked({}, {.teams = {"web"}}), Numbers{6});
    EXPECT_EQ(asked({}, {.teams = {"web", "we"}}), (Numbers{6, 7}));
    EXPECT_EQ(asked({}, {.teams = {"\"quoted\" ü"}}), Numbers{10});
    EXPECT_EQ(asked({}, {.providers = {"shell"}}), Numbers{7});
    EXPECT_EQ(asked({}, {.workspaces = {"/w/shop"}}), (Numbers{6, 8}));
    EXPECT_EQ(asked({}, {.workspaces = {"/"}}), (Numbers{6, 8, 9}));
    EXPECT_EQ(asked({}, {.rules = {"git"}}), Numbers{6});
    EXPECT_EQ(asked({}, {.rules = {"r1"}, .verdicts = {"block"}}), (Numbers{2, 4}));
    EXPECT_EQ(asked({}, {.verdicts = {"block"}}), (Numbers{2, 4, 6, 9}));
    EXPECT_EQ(asked({}, {.verdicts = {"warn"}}), (Numbers{3, 7, 10}));
    EXPECT_EQ(asked({}, {.verdicts = {"allow"}}), Numbers{8});
}

TEST_F(Query, FindsInStrangersLinesWhatTheySay) {
    put(text() + "{ \"type\" : \"guard.blocked\", \"team\" : \"web\", \"time\": \"2026-11-01T12:00:00.5+02:00\" }\n");
    const auto at = [](const char* text) { return time::parse(text); };
    const Wanted wanted = {
        .types = {"guard"}, .teams = {"web"}, .since = at("2026-11-01T10:00:00Z"), .until = at("2026-11-01T11:00:00Z")};
    const Answer answer = ask(snapshot(directory_).value(), wanted, true).value();
    EXPECT_EQ(answer.lines.size(), 1U);
}

TEST_F(Query, ChecksNoLargeLogAndSaysSo) {
    const auto none = [](json&&, std::string_view) -> Result<Done> { return Done{}; };
    const Pass pass = pass_over(snapshot(directory_).value(), {}, none, 100).value();
    EXPECT_FALSE(pass.is_verified());
    EXPECT_EQ(doubt_about(pass), "it is larger than 64 MiB and was not checked");
    EXPECT_EQ(doubt_about(pass_over(snapshot(directory_).value(), {}, none).value()), "");
}

TEST_F(Query, AnswersFromABrokenLogAndKnowsIt) {
    put(text::replace_all(text(), "r2", "rX") + "nonsense\n[1]\n" + R"({"type":"guard.blocked"})" + "\n{\"to");
    const Answer answer = ask(snapshot(directory_).value(), {.families = {"guard"}}).value();
    EXPECT_EQ(answer.events.size(), 4U);
    EXPECT_EQ(ask(snapshot(directory_).value(), {}).value().pass.unreadable, 2U);
    EXPECT_FALSE(answer.pass.findings.is_whole());
}

TEST_F(Query, CountsMostFrequentFirst) {
    const Answer answer = ask(snapshot(directory_).value(), {}).value();
    EXPECT_EQ(counts_of(answer.events, "rule").dump(), R"([{"count":2,"name":"r1"},{"count":1,"name":"r2"}])");
    EXPECT_EQ(counts_of(answer.events, "none").dump(), "[]");
}

TEST(Sentence, SaysWhatHappened) {
    const std::pair<const char*, const char*> rows[] = {
        {R"({"type":"guard.blocked","command":["git","push","-f"],"rule":"git/push-force","because":"it rewrites"})",
         "git push -f: refused by git/push-force: it rewrites"},
        {R"({"type":"guard.blocked"})", "refused"},
        {R"({"type":"launch.started","provider":"shell","workspace":"/w"})", "shell started in /w"},
        {R"({"type":"session.ended","status":3})", "ended with status 3"},
        {R"({"type":"net.denied","host":"x.test","port":443})", "x.test:443 refused"},
        {R"({"type":"own.thing","b":[1,"x"],"a":true,"session":"s","time":"t"})", "a=true b=1 x"},
        {R"({"type":"guard.blocked","command":"\u001b[2J\n"})", "\\x1b[2J\\x0a: refused"},
    };
    for (const auto& [event, sentence] : rows) EXPECT_EQ(sentence_of(json::parse(event)), sentence);
}

}  // namespace
}  // namespace scc::audit
