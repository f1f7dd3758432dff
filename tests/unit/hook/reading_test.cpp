// Which replies a host takes for a refusal, as seen with the hosts themselves.
#include "hook/reading.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "hook/configuration.hpp"
#include "wire/parse.hpp"

namespace scc::hook {
namespace {

const char* const named = R"({"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"deny",)"
                          R"("permissionDecisionReason":"no"}})";
const char* const nameless = R"({"hookSpecificOutput":{"permissionDecision":"deny","permissionDecisionReason":"no"}})";
const char* const no_reason = R"({"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"deny"}})";
const char* const empty_reason = R"({"hookSpecificOutput":{"hookEventName":"PreToolUse",)"
                                 R"("permissionDecision":"deny","permissionDecisionReason":" "}})";
const char* const further_key = R"({"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"deny",)"
                                R"("permissionDecisionReason":"no"},"x":1})";

struct Row {
    const char* host;
    Reply reply;
    bool withheld;
};

const Row rows[] = {
    {"claude", {"", "", 0}, false},
    {"claude", {named, "", 0}, true},
    {"claude", {nameless, "", 0}, false},
    {"claude", {"", "no", 2}, true},
    {"claude", {"", "no", 1}, true},
    {"claude", {"", "not found", 127}, true},
    {"claude", {"{", "", 0}, false},
    {"claude", {"no", "", 0}, false},
    {"codex", {"", "", 0}, false},
    {"codex", {named, "", 0}, true},
    {"codex", {no_reason, "", 0}, false},
    {"codex", {empty_reason, "", 0}, false},
    {"codex", {nameless, "", 0}, false},
    {"codex", {further_key, "", 0}, false},
    {"codex", {"", "no", 2}, true},
    {"codex", {"", "", 2}, false},
    {"codex", {named, "", 2}, false},
    {"codex", {"", "no", 1}, false},
    {"codex", {"no", "", 0}, false},
    {"codex", {"", "not found", 127}, false},
    {"gemini", {"", "", 0}, false},
    {"gemini", {R"({"decision":"deny","reason":"no"})", "", 0}, true},
    {"gemini", {named, "", 0}, false},
    {"gemini", {"", "no", 2}, true},
    {"gemini", {"", "", 2}, false},
    {"gemini", {"", "no", 1}, false},
    {"gemini", {"no", "", 0}, false},
    {"copilot", {"", "", 0}, false},
    {"copilot", {R"({"permissionDecision":"deny","permissionDecisionReason":"no"})", "", 0}, true},
    {"copilot", {named, "", 0}, false},
    {"copilot", {"", "no", 2}, true},
    {"copilot", {"", "no", 1}, false},
    {"copilot", {"no", "", 0}, false},
    {"cursor", {R"({"permission":"allow"})", "", 0}, false},
    {"cursor", {R"({"permission":"deny","user_message":"no","agent_message":"no"})", "", 0}, true},
    {"cursor", {"", "no", 2}, true},
    {"opencode", {"", "", 0}, false},
    {"opencode", {"", "no", 2}, true},
    {"opencode", {"", "", 137}, true},
};

TEST(Withholds, KnowsWhatAHostTakesForARefusal) {
    for (const Row& row : rows) {
        const Host* host = host_named(row.host);
        ASSERT_NE(host, nullptr);
        EXPECT_EQ(withholds(*host, row.reply), row.withheld)
            << row.host << ": status " << row.reply.status << " " << row.reply.out << row.reply.err;
    }
}

// Standard output and the status are each a refusal by themselves, where the host has both.
TEST(Withholds, HoldsForEveryRefusalInBothWays) {
    rule::Facts nowhere;
    for (const Host& host : hosts()) {
        const auto judge = [&](const Call& call) -> Result<rule::Verdict> { return verdict_on(call, {}, nowhere); };
        const Reply reply = answer(host, call_for(host, canary, "/"), judge).reply;
        EXPECT_TRUE(withholds(host, {"", reply.err, reply.status})) << host.name;
        EXPECT_TRUE(host.dialect.refusal.empty() || withholds(host, {reply.out, "", 0})) << host.name;
        EXPECT_FALSE(withholds(host, answer(host, call_for(host, "true", "/"), judge).reply)) << host.name;
    }
}

TEST(Canary, IsRefusedWhateverThePolicySays) {
    rule::Facts nowhere;
    const rule::Policy lax{.action = rule::Decision::allow};
    EXPECT_EQ(verdict_on({.line = std::string(canary)}, lax, nowhere).decision, rule::Decision::block);
    EXPECT_EQ(verdict_on({.line = "git push -f"}, lax, nowhere).decision, rule::Decision::allow);
}

TEST(Configuration, IsFoundWhereItWasPut) {
    for (const Host& host : hosts()) {
        if (!host.setup.plugin.empty()) continue;
        const std::string line = command_line({"/opt/my tools/scc-safety", "hook", std::string(host.name)});
        EXPECT_EQ(line, "'/opt/my tools/scc-safety' hook " + std::string(host.name) + " || exit 2");
        const auto places = places_in(host, wire::text_of(configuration(host, line)), "file");
        ASSERT_TRUE(places) << host.name;
        ASSERT_EQ(places->size(), host.setup.entries.size()) << host.name;
        EXPECT_TRUE(std::ranges::all_of(*places, &Place::current)) << host.name;
        EXPECT_EQ(places->front().line, line);
    }
}

TEST(Configuration, InASandboxTellsOfConversationsAsWell) {
    for (const Host& host : hosts()) {
        if (!host.setup.plugin.empty()) continue;
        wire::json made = configuration_in_sandbox(host, "guard hook");
        const std::string event(host.beginning.event);
        EXPECT_EQ(made.at("hooks").contains(event), !event.empty()) << host.name;
        const std::string text = wire::compact(made.at("hooks").value(event, wire::json()));
        EXPECT_EQ(text.find(R"("command":"guard hook")") != std::string::npos, !event.empty()) << text;
        made.at("hooks").erase(event);
        EXPECT_EQ(made, configuration(host, "guard hook")) << host.name;
    }
}

TEST(Configuration, IsNobodyElses) {
    const Host* host = host_named("claude");
    for (const char* line :
         {"/opt/check", "scc-safety check", "scc-safety hook codex", "echo scc-safety hook claude", "'"}) {
        const auto places = places_in(*host, wire::text_of(configuration(*host, line)), "file");
        ASSERT_TRUE(places) << line;
        EXPECT_TRUE(places->empty()) << line;
    }
}

TEST(Plugin, SaysWhatItRuns) {
    const std::vector<std::string> words = {"/opt/\"a\" b/scc-safety", "hook", "opencode"};
    EXPECT_EQ(plugin_words(plugin("// A\nconst command = @\nmore\n", words)), words);
    EXPECT_TRUE(plugin_words("const command = [1]\n").empty());
    EXPECT_TRUE(plugin_words("const command = run()\n").empty());
    EXPECT_TRUE(plugin_words("").empty());
}

}  // namespace
}  // namespace scc::hook
