// What process 1 tells of a sign-in: that there is one, until when it holds, and nothing else of it.
#include "guard/kept.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"

namespace scc::guard {
namespace {

const Kept account{"/v/c.json", "/a/token", "/a/ends", "/a/refresh"};
const Kept token{"/v/token", "", "", ""};

std::string told(const Kept& kept, const std::optional<std::string>& content) {
    const Finding finding = finding_of(kept, content);
    return finding.state + (finding.expires ? " " + std::to_string(*finding.expires) : "") +
           (finding.renews ? " renews" : "");
}

TEST(Kept, IsPresentWhenItsProofIsThere) {
    EXPECT_EQ(told(account, R"({"a": {"token": "t"}})"), "present");
    EXPECT_EQ(told(account, R"({"a": {"token": "t", "ends": 1800000000, "refresh": "r"}})"),
              "present 1800000000 renews");
    EXPECT_EQ(told(account, R"({"a": {"token": "t", "ends": 1800000000000}})"), "present 1800000000");
    EXPECT_EQ(told(account, R"({"a": {"token": "t", "ends": "soon", "refresh": ""}})"), "present");
    EXPECT_EQ(told(token, "t\n"), "present");
}

TEST(Kept, IsMissingWithoutIt) {
    EXPECT_EQ(told(account, std::nullopt), "missing");
    EXPECT_EQ(told(account, "\n"), "missing");
    EXPECT_EQ(told(account, "{}"), "missing");
    EXPECT_EQ(told(account, R"({"a": []})"), "missing");
    EXPECT_EQ(told(account, R"({"a": {"token": null}})"), "missing");
    EXPECT_EQ(told(token, " "), "missing");
}

TEST(Kept, IsMalformedWhenItCannotBeRead) {
    EXPECT_EQ(told(account, "{"), "malformed");
    EXPECT_EQ(told(account, std::string(100'000, '[')), "malformed");
}

TEST(Kept, IsToldInFourParts) {
    const auto read = kept_in("/v/c.json:/a/token::/a/refresh");
    ASSERT_TRUE(read);
    EXPECT_EQ(text::join({read->path, read->proof, read->expires, read->renewal}, "|"),
              "/v/c.json|/a/token||/a/refresh");
    for (const char* wrong : {"", "/v", "v:::", "/v:a::", "/v::::"}) {
        EXPECT_EQ(kept_in(wrong).error().message,
                  "--credential must be PATH:PROOF:EXPIRES:RENEWAL, not " + text::quoted(wrong));
    }
}

}  // namespace
}  // namespace scc::guard
