#include "log/event.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace scc::audit {
namespace {

TEST(Event, IsAFlatObjectWithAType) {
    const auto event = read_event(R"({"type":"guard.blocked","command":["git","push"],"n":1.5,"x":null})", "in:1");
    ASSERT_TRUE(event);
    EXPECT_EQ(event->dump(), R"({"command":["git","push"],"n":1.5,"type":"guard.blocked","x":null})");
}

TEST(Event, LosesItsSecrets) {
    EXPECT_EQ(read_event(R"({"type":"t","api_key":"x"})", "in:1")->dump(), R"({"api_key":"[redacted]","type":"t"})");
}

TEST(Event, IsRefusedWithItsPlace) {
    struct Row {
        std::string line;
        const char* where;
        const char* message;
    };
    const Row rows[] = {
        {"{}", "in:7:/", "key 'type' is missing"},
        {R"({"type":1})", "in:7:/type", "'type' must be a string"},
        {R"({"type":"a b"})", "in:7:/type", "'type' must be a name such as guard.blocked"},
        {R"({"type":"t","time":"yesterday"})", "in:7:/time", "'time' must be a time such as 2026-02-03T04:05:06Z"},
        {R"({"type":"t","hash":"x"})", "in:7:/hash", "'hash' is written by the log"},
        {R"({"type":"t","seq":1})", "in:7:/seq", "'seq' is written by the log"},
        {R"({"type":"t","o":{}})", "in:7:/o", "'o' must be a string, a number, true, false, null or a list of those"},
        {R"({"type":"t","o":[[]]})", "in:7:/o", "'o' must be a string, a number, true, false, null or a list of those"},
        {R"({"type":"t","a b":1})", "in:7:/", "key 'a b' must be at most 64 of letters, digits, '_', '-' and '.'"},
        {R"({"type":"t","type":"u"})", "in:7:/", "key 'type' appears twice"},
        {"[]", "in:7:/", "this must be an object"},
        {R"({"type":"t","x":")" + std::string(longest_event, 'x') + "\"}", "in:7", "the event is longer than 1 MiB"},
    };
    for (const Row& row : rows) {
        const auto event = read_event(row.line, "in:7");
        ASSERT_FALSE(event) << row.line;
        EXPECT_EQ(event.error().code, Code::config);
        EXPECT_EQ(event.error().where, row.where);
        EXPECT_EQ(event.error().message, row.message);
    }
    EXPECT_EQ(read_event(R"({"type")", "in:7").error().where, "in:7:8");
}

}  // namespace
}  // namespace scc::audit
