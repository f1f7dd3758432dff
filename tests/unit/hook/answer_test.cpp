#include "hook/answer.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "wire/parse.hpp"

namespace scc::hook {
namespace {

using wire::json;

Result<rule::Verdict> strictest(const Call& call) {
    rule::Facts nowhere;
    return verdict_on(call, {}, nowhere);
}

json call_of(const Host& host, const json& arguments) {
    return {{host.keys.tool.front(), host.shells.front()}, {host.keys.arguments.front(), arguments}};
}

Answer answer_to(const Host& host, const std::string& bytes) { return answer(host, bytes, strictest); }

// What no host can take for permission: the one status, a reason, and nothing but one object on standard output.
void expect_refusal(const Host& host, const Reply& reply) {
    EXPECT_EQ(reply.status, refused) << host.name;
    EXPECT_FALSE(reply.err.empty()) << host.name;
    EXPECT_EQ(reply.out.empty(), host.dialect.refusal.empty()) << host.name;
    EXPECT_TRUE(reply.out.empty() || wire::parse(reply.out, "out")) << reply.out;
}

TEST(Answer, RefusesEveryBeginningOfACall) {
    for (const Host& host : hosts()) {
        const std::string whole = wire::compact(call_of(host, {{"command", "git status"}}));
        for (std::size_t size = 0; size < whole.size(); ++size) {
            expect_refusal(host, answer_to(host, whole.substr(0, size)).reply);
        }
        EXPECT_EQ(answer_to(host, whole).reply.status, 0) << host.name;
    }
}

TEST(Answer, RefusesAnyValueWhereTheCommandBelongs) {
    for (const Host& host : hosts()) {
        for (const json& value : {json(), json(1), json(true), json::object(), json::array({1}), json::array()}) {
            expect_refusal(host, answer_to(host, wire::compact(call_of(host, {{"command", value}}))).reply);
            expect_refusal(host, answer_to(host, wire::compact(call_of(host, value))).reply);
        }
    }
}

TEST(Answer, RefusesWhenTheJudgeFails) {
    for (const Host& host : hosts()) {
        const auto made = answer(host, wire::compact(call_of(host, {{"command", "ls"}})), [](const Call&) {
            return Result<rule::Verdict>(Error{Code::config, "no policy"});
        });
        expect_refusal(host, made.reply);
        EXPECT_EQ(made.verdict.rule, unjudged);
    }
}

TEST(Answer, RefusesWhatCouldNotBeRead) {
    for (const Host& host : hosts()) {
        expect_refusal(host, answer(host, Error{Code::config, "too long"}, strictest).reply);
    }
}

TEST(Answer, WritesTheReasonAsOneText) {
    const std::string line = "git push -f origin '\"}\n@\\\x7f\xc3\xa9'";
    for (const Host& host : hosts()) {
        const Answer made = answer_to(host, wire::compact(call_of(host, {{"command", line}})));
        expect_refusal(host, made.reply);
        EXPECT_EQ(made.reply.out.find("@@"), std::string::npos);
        EXPECT_EQ(made.verdict.rule, "git/push-force");
    }
}

TEST(Answer, NeverSaysThatAHostNeedNotAsk) {
    for (const Host& host : hosts()) {
        const Reply reply = answer_to(host, wire::compact(call_of(host, {{"command", "git status"}}))).reply;
        EXPECT_EQ(reply, (Reply{host.dialect.silence.empty() ? "" : std::string(host.dialect.silence) + "\n", "", 0}));
    }
}

TEST(Answer, IsNothingToAConversationThatBegins) {
    for (const Host& host : hosts()) {
        if (host.beginning.event.empty()) continue;
        const json told = {
            {host.keys.event, host.beginning.event}, {host.keys.session.front(), "s-1"}, {"source", "resume"}};
        const Answer made = answer_to(host, wire::compact(told));
        EXPECT_EQ(made.reply, Reply{}) << host.name;
        EXPECT_TRUE(made.call.begins) << host.name;
        EXPECT_EQ(made.call.session, "s-1") << host.name;
    }
}

TEST(Answer, RefusesAToolThatCallsItselfABeginning) {
    for (const Host& host : hosts()) {
        if (host.beginning.event.empty()) continue;
        json call = call_of(host, {{"command", "git push -f"}});
        call[host.keys.event] = host.beginning.event;
        expect_refusal(host, answer_to(host, wire::compact(call)).reply);
        call.erase(std::string(host.keys.tool.front()));
        expect_refusal(host, answer_to(host, wire::compact(call)).reply);
    }
}

TEST(Answer, RefusesAnEventNobodyKnows) {
    for (const Host& host : hosts()) {
        if (host.keys.event.empty()) continue;
        expect_refusal(host, answer_to(host, wire::compact({{host.keys.event, "ToolStart"}})).reply);
        expect_refusal(host, answer_to(host, wire::compact({{host.keys.event, 1}})).reply);
    }
}

TEST(ReadCall, TellsWhatTheCallBelongsTo) {
    const Host* host = host_named("claude");
    const auto call = read_call(*host,
                                R"({"session_id": "s", "tool_use_id": "t", "cwd": "/w", "tool_name": "Bash",)"
                                R"( "tool_input": {"command": "ls"}})");
    ASSERT_TRUE(call);
    EXPECT_EQ(call->session, "s");
    EXPECT_EQ(call->id, "t");
    EXPECT_EQ(call->cwd, "/w");
    EXPECT_EQ(call->tool, "Bash");
    EXPECT_EQ(call->line, "ls");
}

TEST(ReadCall, FollowsTheDirectoryOfTheArguments) {
    const Host* host = host_named("gemini");
    const auto directory = [&](const char* cwd, const char* below) {
        return read_call(*host,
                         wire::compact({{"cwd", cwd},
                                        {"tool_name", "run_shell_command"},
                                        {"tool_input", {{"command", "ls"}, {"dir_path", below}}}}))
            ->cwd;
    };
    EXPECT_EQ(directory("/w", "sub/../x"), "/w/x");
    EXPECT_EQ(directory("/w", "/abs"), "/abs");
    EXPECT_EQ(directory("/w", ""), "/w");
}

TEST(Hosts, HaveDistinctNamesAndAnswersThatHoldTheText) {
    std::vector<std::string> names = host_names();
    std::ranges::sort(names);
    EXPECT_EQ(std::ranges::adjacent_find(names), names.end());
    for (const Host& host : hosts()) {
        EXPECT_FALSE(host.shells.empty()) << host.name;
        for (const std::string_view form : {host.dialect.refusal, host.dialect.note}) {
            EXPECT_EQ(form.empty(), form.find('@') == std::string_view::npos) << host.name;
        }
    }
}

}  // namespace
}  // namespace scc::hook
