#include "wire/parse.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "wire/digest.hpp"

namespace scc::wire {
namespace {

struct Refused {
    std::string text;
    const char* message;
    const char* where;
};

TEST(Door, RefusesWithTheExactPlace) {
    const Refused rows[] = {
        {R"({"a": {"b": 1, "b": 2}})", "key 'b' appears twice", "f.json:/a"},
        {R"({"a": [{}, {"k": 1, "k": 1}]})", "key 'k' appears twice", "f.json:/a/1"},
        {"{\n  \"a\": }",
         "syntax error while parsing value - unexpected '}'; expected '[', '{', or a literal",
         "f.json:2:8"},
        {std::string(65, '[') + std::string(65, ']'), "the document is nested deeper than 64 levels", nullptr},
        {std::string(200'000, '['), "the document is nested deeper than 64 levels", nullptr},
    };
    for (const Refused& row : rows) {
        const auto parsed = parse(row.text, "f.json");
        ASSERT_FALSE(parsed) << row.text;
        EXPECT_EQ(parsed.error().code, Code::config);
        EXPECT_NE(parsed.error().message.find(row.message), std::string::npos) << parsed.error().message;
        if (row.where != nullptr) {
            EXPECT_EQ(parsed.error().where, row.where);
        }
    }
}

TEST(Door, RefusesWhatIsTooLongOrNoJson) {
    EXPECT_FALSE(parse(std::string(max_bytes + 1, ' '), "f.json"));
    for (const char* text : {"", "{} {}", "\"\xff\"", "nul", "[1,]", "{'a': 1}", "// c\n{}"}) {
        EXPECT_FALSE(parse(text, "f.json")) << text;
    }
}

TEST(Door, LetsDocumentsInAsTheyAre) {
    const auto parsed = parse(R"({"b": [1, -2, 1.5, true, null, "ü"], "a": {}})", "f.json");
    ASSERT_TRUE(parsed);
    EXPECT_EQ(compact(*parsed), R"({"a":{},"b":[1,-2,1.5,true,null,"ü"]})");
    EXPECT_EQ(text_of(json{{"a", 1}}), "{\n  \"a\": 1\n}\n");
}

TEST(Door, TurnsTomlIntoTheSameValues) {
    const auto parsed = parse_toml("team = 'web'\n[limits]\npids = 5\nwhen = 2026-01-02T03:04:05Z\n", "c.toml");
    ASSERT_TRUE(parsed);
    EXPECT_EQ(compact(*parsed), R"({"limits":{"pids":5,"when":"2026-01-02T03:04:05Z"},"team":"web"})");
    const auto twice = parse_toml("a = 1\na = 2\n", "c.toml");
    ASSERT_FALSE(twice);
    EXPECT_TRUE(twice.error().where.starts_with("c.toml:2:")) << twice.error().where;
}

TEST(Digest, IsSha256) { EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"); }

TEST(Digest, IsTheIntegrityOfAFile) {
    const std::string directory = *file::temporary_directory("scc-digest");
    ASSERT_TRUE(file::replace(directory + "/abc", "abc"));
    EXPECT_EQ(*integrity_of_file(directory + "/abc"),
              "sha512-3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw==");
    EXPECT_EQ(integrity_of_file(directory + "/none").error().code, Code::not_found);
    EXPECT_TRUE(file::remove_all(directory));
}

}  // namespace
}  // namespace scc::wire
