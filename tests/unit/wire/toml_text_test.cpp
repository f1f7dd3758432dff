#include "wire/toml_text.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <random>

#include "wire/parse.hpp"

namespace scc::wire {
namespace {

struct Case {
    const char* object;
    const char* text;
};

TEST(TomlText, WritesTablesBelowTheirHeaders) {
    const Case cases[] = {
        {R"({})", ""},
        {R"({"b": true, "a": 1, "c": "x"})", "a = 1\nb = true\nc = \"x\"\n"},
        {R"({"t": {"a": 1}, "z": 2})", "z = 2\n\n[t]\na = 1\n"},
        {R"({"a": {"b": {"c": 1}}})", "[a.b]\nc = 1\n"},
        {R"({"a": {"b": {}, "c": 1}})", "[a]\nc = 1\n\n[a.b]\n"},
        {R"({"a": {}})", "[a]\n"},
        {R"({"lint@acme": {"": 1, "a.b": 2}})", "[\"lint@acme\"]\n\"\" = 1\n\"a.b\" = 2\n"},
        {R"({"list": [1, "a", [], {"k": [{}]}]})", "list = [1, \"a\", [], { k = [{}] }]\n"},
        {R"({"n": null, "list": [null, 1], "t": {"n": null}})", "list = [1]\n\n[t]\n"},
    };
    for (const Case& at : cases) EXPECT_EQ(toml_of(json::parse(at.object)), at.text);
}

TEST(TomlText, EscapesWhatALineOrAQuoteCannotHold) {
    EXPECT_EQ(toml_of({{"a", "\"\\\n\t\x01\x7f"}}), "a = \"\\\"\\\\\\n\\t\\u0001\\u007f\"\n");
    EXPECT_EQ(toml_of({{"schlüssel", "größe ☃"}}), "\"schlüssel\" = \"größe ☃\"\n");
}

// Objects that hold every kind of value, under every kind of key.
class Objects {
public:
    explicit Objects(std::uint64_t seed) : random_(seed) {}

    json object(int depth) {
        json made = json::object();
        for (std::size_t i = below(5); i > 0; --i) made[text()] = value(depth);
        return made;
    }

private:
    std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_); }

    std::string text() {
        static const std::vector<std::string> pieces = {
            "a",    "Z9", "_",  "-",    ".",    "\"",   "\"\"\"", "'",   "\\",   "\\u",       "\n",
            "\r\n", "\t", "\b", "\x01", "\x1f", "\x7f", "#",      "=",   "[",    "]",         "{",
            "}",    ",",  " ",  "ä",    "☃",    "😀",    "${X}",   "inf", "true", "1979-05-27"};
        std::string made;
        for (std::size_t i = below(4); i > 0; --i) made += pieces[below(pieces.size())];
        return made;
    }

    json number() {
        static const std::vector<json> numbers = {0,
                                                  -1,
                                                  std::numeric_limits<std::int64_t>::max(),
                                                  std::numeric_limits<std::int64_t>::min(),
                                                  0.5,
                                                  -2.0,
                                                  1e300,
                                                  1.25e-9};
        return numbers[below(numbers.size())];
    }

    json value(int depth) {
        switch (depth == 0 ? below(3) : below(5)) {
            case 0: return text();
            case 1: return number();
            case 2: return below(2) == 0;
            case 3: return object(depth - 1);
            default: break;
        }
        json list = json::array();
        for (std::size_t i = below(4); i > 0; --i) list.push_back(value(depth - 1));
        return list;
    }

    std::mt19937_64 random_;
};

TEST(TomlText, IsReadBackAsWhatWasWritten) {
    for (std::uint64_t seed = 0; seed < 2000; ++seed) {
        const json object = Objects(seed).object(4);
        const std::string text = toml_of(object);
        const auto read = parse_toml(text, "t.toml");
        ASSERT_TRUE(read) << "seed " << seed << ": " << read.error().message << " at " << read.error().where << "\n"
                          << text;
        ASSERT_EQ(*read, object) << "seed " << seed << "\n" << text;
    }
}

}  // namespace
}  // namespace scc::wire
