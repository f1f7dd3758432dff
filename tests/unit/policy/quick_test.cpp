#include "policy/quick.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "policy/policy.hpp"
#include "rule/pattern.hpp"
#include "wire/envelope.hpp"
#include "wire/parse.hpp"

namespace scc::policy {
namespace {

using nlohmann::json;

// As `load` reads a document that nobody vouches for.
Result<Policy> carefully(const std::string& bytes) {
    SCC_TRY(const json document, wire::parse(bytes, "p"));
    SCC_TRY(const json data, wire::open(document, "policy", "p"));
    return read(data, "p");
}

constexpr const char* full = R"({"scc": 1, "kind": "policy", "data": {
    "action": "block", "network": "web-egress-enforced", "when_clean": "allow", "packs": ["database"],
    "toggles": {"block_clean": false, "block_force_push": true}, "decisions": {"git/*": "warn", "a/b": "allow"},
    "at_least": {"git/clean-force": "block"}, "protected_branches": ["main", "release-1"],
    "destinations": ["a.example", "*.b.example:443"], "because": "org.json:/security \"gröber\"", "ask": "x@acme.example",
    "rules": [{"id": "a/b", "program": "make|gmake", "verb": "", "option": "--jobs=[0-9]+", "without": "-n",
               "operand": "dep(loy)?.*", "word": "v1[.]\\d+", "decision": "warn", "because": "deploys\n", "instead": "ask",
               "denies": [], "allows": []}],
    "exceptions": [{"rule": "a/b", "id": "2030-01", "expires_at": "2030-01-31T12:00:00Z"}],
    "origins": {"rules/a/b": "org.json:/security/rules/0"}}})";

std::string with(std::string text, const std::string& old, const std::string& replacement) {
    return text.replace(text.find(old), old.size(), replacement);
}

std::string plain() { return with(full, R"(\\d+)", R"([0-9]+)"); }

// Accepts what `carefully` accepts, and as the same.
void expect_agreement(const std::string& bytes) {
    const auto policy = quick(bytes);
    if (!policy) return;
    const auto careful = carefully(bytes);
    ASSERT_TRUE(careful) << careful.error().message << "\n" << bytes;
    ASSERT_EQ(to_json(*policy), to_json(*careful)) << bytes;
}

TEST(Quick, UnderstandsWhatSccWrites) {
    const std::string bytes = plain();
    ASSERT_TRUE(quick(bytes));
    expect_agreement(bytes);
    const auto policy = carefully(bytes);
    const std::string written = wire::text_of(wire::seal("policy", to_json(*policy)));
    EXPECT_TRUE(quick(written)) << written;
    expect_agreement(written);
}

TEST(Quick, LeavesToTheCarefulReaderWhatHasToBeTried) {
    const std::string rows[] = {
        full,
        with(plain(), R"("denies": [])", R"("denies": ["make deploy"])"),
        with(plain(), R"("allows": [])", R"("allows": ["make all"])"),
        with(plain(), R"("v1[.][0-9]+")", R"("v1(")"),
        with(plain(), R"("git/*")", R"("gti/*")"),
        with(plain(), R"("database")", R"("databse")"),
        with(plain(), R"("because")", R"("reason")"),
        with(plain(), R"("warn")", R"("wran")"),
        with(plain(), R"("scc": 1)", R"("scc": 2)"),
        with(plain(), R"("scc": 1)", R"("scc": 1, "scc": 1)"),
        with(plain(), R"("x@acme.example")", "null"),
        plain() + "x",
    };
    for (const std::string& row : rows) EXPECT_FALSE(quick(row)) << row;
}

TEST(Quick, AgreesWithTheCarefulReaderWhateverABadHandDoesToADocument) {
    const std::string bytes = plain();
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        std::string changed = bytes;
        expect_agreement(changed.erase(at, 1));
        for (const char c : std::string_view("\"\\{}[],:1 x\n\0\xc3", 14)) {
            changed = bytes;
            changed[at] = c;
            expect_agreement(changed);
            expect_agreement(bytes.substr(0, at) + c + bytes.substr(at));
        }
        expect_agreement(bytes.substr(0, at));
    }
}

TEST(Quick, VouchesForNoPatternThatDoesNotCompile) {
    constexpr std::string_view signs = "ab-19.[]()|*+?\\^_${} ";
    std::mt19937 random(7);
    std::size_t sure = 0;
    for (int i = 0; i < 20000; ++i) {
        std::string pattern;
        for (std::size_t length = random() % 9; length > 0; --length) pattern += signs[random() % signs.size()];
        if (!rule::surely_compiles(pattern)) continue;
        ++sure;
        EXPECT_TRUE(rule::check_pattern(pattern)) << pattern;
    }
    EXPECT_GT(sure, 100U);
}

}  // namespace
}  // namespace scc::policy
