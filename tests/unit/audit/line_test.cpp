#include "log/line.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "wire/digest.hpp"

namespace scc::audit {
namespace {

const std::string zeros(64, '0');

TEST(Line, IsCanonicalAndChained) {
    Link last;
    const std::string first = sealed({{"type", "a"}, {"b", {1, "x"}}}, last);
    const std::string bare = R"({"b":[1,"x"],"prev":")" + zeros + R"(","seq":1,"type":"a"})";
    EXPECT_EQ(last.hash, wire::sha256(bare));
    EXPECT_EQ(first, R"({"b":[1,"x"],"hash":")" + last.hash + R"(","prev":")" + zeros + R"(","seq":1,"type":"a"})");
    const std::string before = last.hash;
    const std::string text = sealed({{"type", "b"}}, last);
    const auto second = read_line(text);
    ASSERT_TRUE(second);
    EXPECT_EQ(second->prev, before);
    EXPECT_EQ(last.seq, 2U);
}

TEST(Line, IsReadBackWhole) {
    Link last;
    const std::string text = sealed({{"type", "guard.blocked"},
                                     {"a", ",\"hash\":\"\\"},
                                     {"z", {"]", "\"", "{", nullptr, true, -1.5e3}},
                                     {"e", json::array()},
                                     {"u", "grüße 🦀"}},
                                    last);
    const auto line = read_line(text);
    ASSERT_TRUE(line);
    EXPECT_TRUE(line->is_whole());
    EXPECT_EQ(line->seq, 1U);
    EXPECT_EQ(line->prev, zeros);
    EXPECT_EQ(line->hash, last.hash);
    EXPECT_EQ(line->type, "guard.blocked");
}

TEST(Line, WithOneByteChangedIsNeverWhole) {
    Link last;
    const std::string text = sealed({{"type", "t"}, {"a", "xyz"}, {"l", {"p", 1}}, {"z", nullptr}}, last);
    for (std::size_t i = 0; i < text.size(); ++i) {
        for (const char c : {'\0', '"', ',', '0', 'f', ' ', '{', '\\'}) {
            std::string changed = text;
            if (changed[i] == c) continue;
            changed[i] = c;
            const auto line = read_line(changed);
            EXPECT_TRUE(!line || !line->is_whole()) << changed;
        }
    }
}

TEST(Line, IsRefusedInAnyOtherForm) {
    const std::string chain = R"("hash":")" + zeros + R"(","prev":")" + zeros + R"(","seq":1)";
    EXPECT_TRUE(read_line("{" + chain + "}"));
    const std::string rows[] = {
        "",
        "{",
        "{}",
        "null",
        "[]",
        "{" + chain,
        "{" + chain + "} ",
        " {" + chain + "}",
        "{" + chain + ",}",
        "{" + chain + R"(,"a":1})",
        "{" + chain + R"(,"z":1,"z":2})",
        "{" + chain + R"(,"z":{"a":1}})",
        "{" + chain + R"(,"z":[[1]]})",
        "{" + chain + R"(,"z":[1,]})",
        "{" + chain + R"(,"z":})",
        "{" + chain + R"(,"z":"open)",
        "{" + chain + R"(,"z y":1})",
        R"({"hash":"","prev":")" + zeros + R"(","seq":1})",
        R"({"hash":")" + zeros + R"(","prev":"0","seq":1})",
        R"({"hash":")" + zeros + R"(","prev":")" + zeros + R"(","seq":0})",
        R"({"hash":")" + zeros + R"(","prev":")" + zeros + R"(","seq":-1})",
        R"({"hash":")" + zeros + R"(","prev":")" + zeros + R"("})",
    };
    for (const std::string& row : rows) EXPECT_FALSE(read_line(row)) << row;
}

}  // namespace
}  // namespace scc::audit
