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
    const char* hint;
    const char* where;
};

constexpr const char* syntax = "correct that place: JSON has no comments, no comma before a bracket and one document";
constexpr const char* keep_one = "keep one of them";
constexpr const char* deep = "the document is nested deeper than 64 levels";
constexpr const char* right_one = "no document of scc is nested that deep; is it the right one?";
constexpr const char* nul = "a NUL byte stands here, and a document is text";
constexpr const char* no_utf8 = "the bytes here are no UTF-8";
constexpr const char* as_utf8 = "save it as UTF-8; UTF-16 has such bytes, and so have binary files";

std::string arrays(std::size_t depth) {
    std::string pointer = "f.json:";
    for (std::size_t i = 1; i < depth; ++i) pointer += "/0";
    return pointer;
}

TEST(Door, RefusesWithTheExactPlace) {
    const std::string deepest = arrays(64);
    const Refused rows[] = {
        {R"({"a": {"b": 1, "b": 2}})", "key 'b' appears twice", keep_one, "f.json:/a"},
        {R"({"a": {"b": {}, "b": 2}})", "key 'b' appears twice", keep_one, "f.json:/a"},
        {R"({"a": [{}, {"k": 1, "k": 1}]})", "key 'k' appears twice", keep_one, "f.json:/a/1"},
        {"{\n  \"a\": }",
         "syntax error while parsing value - unexpected '}'; expected '[', '{', or a literal",
         syntax,
         "f.json:2:8"},
        {"{} {}", "syntax error while parsing value - unexpected '{'; expected end of input", syntax, "f.json:1:4"},
        {"[\"abc", "syntax error while parsing value - invalid string: missing closing quote", syntax, "f.json:1:6"},
        {"[1,]",
         "syntax error while parsing value - unexpected ']'; expected '[', '{', or a literal",
         syntax,
         "f.json:1:4"},
        {"nul", "syntax error while parsing value - invalid literal", syntax, "f.json:1:4"},
        {"// c\n{}", "syntax error while parsing value - invalid literal", syntax, "f.json:1:1"},
        {"[1e999]", "number overflow parsing '1e999'", syntax, "f.json:1:6"},
        {std::string(65, '[') + std::string(65, ']'), deep, right_one, deepest.c_str()},
        {std::string(200'000, '['), deep, right_one, deepest.c_str()},
        {"", "there is nothing in it", "a JSON document must stand there", "f.json"},
        {" \n", "there is nothing in it", "a JSON document must stand there", "f.json"},
        {std::string(max_bytes + 1, ' '),
         "this is longer than 8 MiB",
         "no document of scc is that long; is it the right one?",
         "f.json"},
        {std::string("{}\0{}", 5), nul, as_utf8, "f.json:1:3"},
        {std::string("\xff\xfe{\0}\0", 6), nul, as_utf8, "f.json:1:4"},
        {"{\n\"a\": \"\xff\"}", no_utf8, "save it as UTF-8", "f.json:2:7"},
        {"\"01234567\xc3\"", no_utf8, "save it as UTF-8", "f.json:1:10"},
        {"\"\xc0\xaf\"", no_utf8, "save it as UTF-8", "f.json:1:2"},
        {"\"\xed\xa0\x80\"", no_utf8, "save it as UTF-8", "f.json:1:2"},
        {"\"\xf4\x90\x80\x80\"", no_utf8, "save it as UTF-8", "f.json:1:2"},
        {"\"\xe2\x82", no_utf8, "save it as UTF-8", "f.json:1:2"},
    };
    for (const Refused& row : rows) {
        const auto parsed = parse(row.text, "f.json");
        const std::string shown = row.text.substr(0, 40);
        ASSERT_FALSE(parsed) << shown;
        EXPECT_EQ(parsed.error().code, Code::config);
        EXPECT_EQ(parsed.error().message, row.message) << shown;
        EXPECT_EQ(parsed.error().hint, row.hint) << shown;
        EXPECT_EQ(parsed.error().where, row.where) << shown;
    }
}

TEST(Door, SaysNoMoreThanALineOfWhatItRefuses) {
    for (const std::string& text : {"\"" + std::string(1U << 20U, 'a'), "[" + std::string(1U << 20U, '1') + "e999]"}) {
        const auto parsed = parse(text, "f.json");
        ASSERT_FALSE(parsed);
        EXPECT_LE(parsed.error().message.size(), 200U);
    }
    const std::string key = "\"" + std::string(1U << 20U, 'k') + "\": 1";
    EXPECT_LE(parse("{" + key + "," + key + "}", "f.json").error().message.size(), 1100U);
}

TEST(Door, LetsAByteOrderMarkPass) {
    EXPECT_TRUE(parse("\xef\xbb\xbf{}", "f.json"));
    EXPECT_TRUE(
        parse_toml("\xef\xbb\xbf"
                   "a = 1\n",
                   "f.toml"));
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
