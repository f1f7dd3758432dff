#include "wire/envelope.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace scc::wire {
namespace {

TEST(Envelope, OpensWhatItSealed) {
    const auto data = open(seal("plan", {{"a", 1}}), "plan", "stdin");
    ASSERT_TRUE(data);
    EXPECT_EQ(*data, json({{"a", 1}}));
}

TEST(Envelope, RefusesOtherKindsAndVersions) {
    const auto other = open(seal("verdict", json::object()), "plan", "stdin");
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().message, "this is a document of kind 'verdict', not 'plan'");
    EXPECT_FALSE(open(json{{"scc", 2}, {"kind", "plan"}, {"data", json::object()}}, "plan", "stdin"));
    EXPECT_FALSE(open(json{{"scc", 1}, {"kind", "plan"}, {"data", 3}}, "plan", "stdin"));
    EXPECT_FALSE(open(json(3), "plan", "stdin"));
}

TEST(Envelope, CarriesErrorsWithAllTheirParts) {
    const Error error{Code::denied, "no", "ask", "f:/x", {Error{Code::config, "more", "", "f:/y", {}}}};
    const Received received = error_in(seal_error(error, "scc-net"));
    EXPECT_EQ(received.tool, "scc-net");
    EXPECT_EQ(received.error.code, Code::denied);
    EXPECT_EQ(received.error.message, "no");
    EXPECT_EQ(received.error.hint, "ask");
    ASSERT_EQ(received.error.also.size(), 1U);
    EXPECT_EQ(received.error.also[0].where, "f:/y");
}

TEST(Envelope, AnErrorDocumentNeverMeansOk) {
    const Received received = error_in(json{{"kind", "error"}, {"data", {{"code", "ok"}, {"message", "x"}}}});
    EXPECT_EQ(received.error.code, Code::internal);
}

TEST(Plan, HasEachSectionOnce) {
    const auto added = with_section(json::object(), "net", {{"policy", "open"}});
    ASSERT_TRUE(added);
    const auto again = with_section(*added, "net", json::object());
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().message, "the plan already has a 'net' section");
    const auto missing = section(*added, "config");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().hint, "put 'scc-config resolve' before this stage");
}

}  // namespace
}  // namespace scc::wire
