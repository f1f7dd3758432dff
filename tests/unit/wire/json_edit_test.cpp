#include "wire/json_edit.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "wire/parse.hpp"

namespace scc::wire {
namespace {

struct Case {
    const char* before;
    Steps list;
    const char* after;
};

const Case cases[] = {
    {"{}\n", {"a"}, "{\n  \"a\": [\n    7\n  ]\n}\n"},
    {R"({"x":1})", {"a", "b"}, R"({"x":1, "a": {"b":[7]}})"},
    {R"({"a": [1,2], "z": 3})", {"a"}, R"({"a": [1,2, 7], "z": 3})"},
    {R"({"a": []})", {"a"}, "{\"a\": [\n  7\n]}"},
    {"{\n    \"a\": [\n        1\n    ]\n}", {"a"}, "{\n    \"a\": [\n        1,\n        7\n    ]\n}"},
    {"{\n\t\"a\": 1\n}", {"b"}, "{\n\t\"a\": 1,\n\t\"b\": [\n\t  7\n\t]\n}"},
    {R"({"a]\"": {"b": "}"}, "c": [[1], {}]})", {"c"}, R"({"a]\"": {"b": "}"}, "c": [[1], {}, 7]})"},
    {R"({"\u0061": {"b": [ ]}})", {"a", "b"}, "{\"\\u0061\": {\"b\": [\n  7\n]}}"},
};

TEST(WithItem, LeavesEveryOtherByte) {
    for (const Case& one : cases) {
        const auto made = with_item(one.before, one.list, 7, "file");
        ASSERT_TRUE(made) << one.before;
        EXPECT_EQ(*made, one.after);
        EXPECT_TRUE(parse(*made, "made")) << *made;
    }
}

TEST(WithItem, IsTakenBackByWithout) {
    const char* texts[] = {
        R"({"x":1})",
        "{\n  \"hooks\": {\n    \"Stop\": [1]\n  },\n  \"last\": null\n}\n",
        R"({"hooks": {"Pre": [{"a": "b"}]}, "n": 1.50e3})",
    };
    for (const char* text : texts) {
        const auto with = with_item(text, {"hooks", "Pre"}, {{"command", "x"}}, "file");
        ASSERT_TRUE(with);
        const std::size_t last = parse(*with, "file")->at("hooks").at("Pre").size() - 1;
        EXPECT_EQ(*without(*with, {"hooks", "Pre", std::to_string(last)}, "file"), text);
    }
}

TEST(Without, TakesTheCommaAlong) {
    EXPECT_EQ(*without(R"({"a": [1, 2, 3]})", {"a", "0"}, "file"), R"({"a": [2, 3]})");
    EXPECT_EQ(*without(R"({"a": [1, 2, 3]})", {"a", "1"}, "file"), R"({"a": [1, 3]})");
    EXPECT_EQ(*without(R"({"a": [1, 2, 3]})", {"a", "2"}, "file"), R"({"a": [1, 2]})");
    EXPECT_EQ(*without(R"({"a": 1, "b": 2})", {"a"}, "file"), R"({"b": 2})");
}

TEST(Without, TakesWhatHeldNothingElse) {
    EXPECT_EQ(*without(R"({"a": {"b": [1]}, "c": 2})", {"a", "b", "0"}, "file"), R"({"c": 2})");
    EXPECT_EQ(*without(R"({"a": {"b": [1]}})", {"a", "b", "0"}, "file"), "{}");
}

struct Fault {
    const char* text;
    const char* message;
    const char* where;
};

const Fault faults[] = {
    {"[1]", "an object must stand here", "file:/"},
    {"7", "an object must stand here", "file:/"},
    {R"({"a": 1})", "an object must stand here", "file:/a"},
    {R"({"a": {"b": {}}})", "a list must stand here", "file:/a/b"},
};

TEST(WithItem, SaysWhatIsInTheWay) {
    for (const Fault& fault : faults) {
        const auto made = with_item(fault.text, {"a", "b"}, 7, "file");
        ASSERT_FALSE(made) << fault.text;
        EXPECT_EQ(made.error().message, fault.message);
        EXPECT_EQ(made.error().where, fault.where);
    }
}

TEST(Without, SaysWhatIsNotThere) {
    EXPECT_EQ(without(R"({"a": [1]})", {"a", "1"}, "file").error().message, "there is no '1'");
    EXPECT_EQ(without(R"({"a": 1})", {"a", "b"}, "file").error().message, "there is no 'b'");
}

}  // namespace
}  // namespace scc::wire
