#include "wire/reader.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace scc::wire {
namespace {

const std::vector<std::string> modes = {"open", "closed"};

struct Record {
    std::string mode;
    std::int64_t count = 0;
    std::vector<std::string> names;
};

Result<Record> read(const json& document) {
    Reader in(document, "f.json");
    Record record{.mode = in.one_of("mode", modes)};
    in.with("limits", [&](Reader& at) { record.count = at.integer("count", 1, 9); });
    in.for_each("people", [&](Reader& at) { record.names.push_back(at.text("name")); });
    return in.finish(std::move(record));
}

TEST(Reader, ReadsARecord) {
    const auto record = read(json::parse(R"({"mode": "open", "limits": {"count": 3}, "people": [{"name": "a"}]})"));
    ASSERT_TRUE(record);
    EXPECT_EQ(record->count, 3);
    EXPECT_EQ(record->names, std::vector<std::string>{"a"});
}

struct Row {
    const char* text;
    const char* message;
    const char* where;
};

TEST(Reader, SaysWhatIsWrongAndWhere) {
    const Row rows[] = {
        {R"({})", "key 'mode' is missing", "f.json:/"},
        {R"({"mode": "opne"})", "'mode' must be one of open, closed", "f.json:/mode"},
        {R"({"mode": 3})", "'mode' must be one of open, closed", "f.json:/mode"},
        {R"({"mode": "open", "limits": {"count": 10}})",
         "'count' must be a whole number from 1 to 9",
         "f.json:/limits/count"},
        {R"({"mode": "open", "limits": {"count": 1.0}})",
         "'count' must be a whole number from 1 to 9",
         "f.json:/limits/count"},
        {R"({"mode": "open", "limits": []})", "this must be an object", "f.json:/limits"},
        {R"({"mode": "open", "people": {}})", "'people' must be a list", "f.json:/people"},
        {R"({"mode": "open", "people": [{"name": ""}]})", "'name' must not be empty", "f.json:/people/0/name"},
        {R"({"mode": "open", "a/b": 1})", "unknown key 'a/b'", "f.json:/a~1b"},
        {R"([])", "this must be an object", "f.json:/"},
    };
    for (const Row& row : rows) {
        const auto record = read(json::parse(row.text));
        ASSERT_FALSE(record) << row.text;
        EXPECT_EQ(record.error().message, row.message) << row.text;
        EXPECT_EQ(record.error().where, row.where) << row.text;
        EXPECT_EQ(record.error().code, Code::config);
    }
}

TEST(Reader, OfACompleteRecordMissesEveryKeyThatIsNotThere) {
    const Row rows[] = {
        {R"({"name": null, "names": [], "at": {}, "in": null, "list": []})", "", ""},
        {R"({"names": [], "at": {}, "in": null, "list": []})", "key 'name' is missing", "f.json:/"},
        {R"({"name": null, "at": {}, "in": null, "list": []})", "key 'names' is missing", "f.json:/"},
        {R"({"name": null, "names": [], "in": null, "list": []})", "key 'at' is missing", "f.json:/"},
        {R"({"name": null, "names": [], "at": {}, "list": []})", "key 'in' is missing", "f.json:/"},
        {R"({"name": null, "names": [], "at": {}, "in": null})", "key 'list' is missing", "f.json:/"},
        {R"({"name": null, "names": [], "at": null, "in": null, "list": []})", "key 'at' is missing", "f.json:/"},
        {R"({"name": null, "names": [], "at": {}, "in": null, "list": null})", "key 'list' is missing", "f.json:/"},
        {R"({"name": null, "names": [], "at": {}, "in": {}, "list": []})", "key 'deep' is missing", "f.json:/in"},
        {R"({"name": null, "names": [], "at": {}, "in": null, "list": [{}]})",
         "key 'deep' is missing",
         "f.json:/list/0"},
    };
    for (const Row& row : rows) {
        const json document = json::parse(row.text);
        Reader in(document, "f.json");
        in.complete();
        const auto inner = [](Reader& at) { at.optional_text("deep"); };
        in.optional_text("name");
        in.texts("names");
        in.text_map("at");
        in.with("in", inner);
        in.for_each("list", inner);
        const auto error = in.faults();
        EXPECT_EQ(error ? error->message : "", row.message) << row.text;
        EXPECT_EQ(error ? error->where : "", row.where) << row.text;
    }
}

TEST(Reader, MissesNothingInWhatIsNoObject) {
    const json list = json::array();
    Reader in(list, "f.json");
    in.text("name");
    in.boolean("on");
    Reader below = in.object("below");
    below.text("name");
    below.object("deeper").integer("count", 1, 2);
    const auto error = in.faults();
    ASSERT_TRUE(error);
    EXPECT_EQ(error->message, "this must be an object");
    EXPECT_TRUE(error->also.empty());
}

TEST(Reader, KeepsUnknownKeysApartFromThoseReadLater) {
    const json document = json::parse(R"({"a": {"x": 1}, "b": {"x": 1}, "x": 1})");
    Reader in(document, "f.json");
    in.with("a", [](Reader& at) { at.optional_integer("x", 0, 9); });
    in.with("b", [](Reader& at) { at.optional_integer("y", 0, 9); });
    const auto error = in.faults();
    ASSERT_TRUE(error);
    EXPECT_EQ(error->where, "f.json:/x");
    ASSERT_EQ(error->also.size(), 1U);
    EXPECT_EQ(error->also[0].where, "f.json:/b/x");
    EXPECT_EQ(error->also[0].hint, "did you mean 'y'?");
    EXPECT_FALSE(in.faults());
}

TEST(Reader, ReportsEveryFault) {
    const auto record = read(json::parse(R"({"mode": 1, "limits": {"count": 0, "cuont": 1}, "peolpe": []})"));
    ASSERT_FALSE(record);
    ASSERT_EQ(record.error().also.size(), 3U);
    EXPECT_EQ(record.error().also[0].where, "f.json:/limits/count");
    EXPECT_EQ(record.error().also[1].message, "unknown key 'peolpe'");
    EXPECT_EQ(record.error().also[1].hint, "did you mean 'people'?");
    EXPECT_EQ(record.error().also[2].where, "f.json:/limits/cuont");
}

}  // namespace
}  // namespace scc::wire
