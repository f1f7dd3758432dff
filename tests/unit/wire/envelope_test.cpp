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
    const auto received = error_in(seal_error(error, "scc-net"), "in");
    ASSERT_TRUE(received);
    EXPECT_EQ(received->tool, "scc-net");
    EXPECT_EQ(received->error.code, Code::denied);
    EXPECT_EQ(received->error.message, "no");
    EXPECT_EQ(received->error.hint, "ask");
    ASSERT_EQ(received->error.also.size(), 1U);
    EXPECT_EQ(received->error.also[0].where, "f:/y");
}

TEST(Envelope, ListsTheFaultsOfADocumentWithTheirPointers) {
    struct Row {
        const char* where;
        const char* pointer;
    };
    const Row rows[] = {
        {"org.json:/defaults/network_policy", "/defaults/network_policy"},
        {"https://acme.test/org.json:/defaults", "/defaults"},
        {"https://acme.test/org.json", ""},
        {"config.toml:3:7", ""},
        {"org.json:/", ""},
        {"", ""},
    };
    for (const Row& row : rows) {
        const json document = seal_error({Code::config, "wrong", "", row.where, {}}, "scc-config");
        const json faults = {{{"pointer", row.pointer}, {"message", "wrong"}, {"hint", ""}, {"where", row.where}}};
        EXPECT_EQ(document.at("data").at("faults"), faults) << row.where;
    }
    EXPECT_FALSE(seal_error({Code::denied, "no", "", "", {}}, "scc-config").at("data").contains("faults"));
}

TEST(Envelope, AnErrorDocumentNeverMeansOk) {
    const auto received = error_in(seal("error", {{"code", "ok"}, {"message", "x"}}), "in");
    ASSERT_TRUE(received);
    EXPECT_EQ(received->error.code, Code::internal);
}

TEST(Envelope, RefusesAnErrorDocumentThatSaysNothing) {
    struct Row {
        json document;
        const char* message;
        const char* where;
    };
    const Row rows[] = {
        {json{{"kind", "error"}}, "key 'scc' is missing", "in:/"},
        {json{{"scc", 1}, {"kind", "error"}}, "key 'data' is missing", "in:/"},
        {seal("error", json::object()), "key 'message' is missing", "in:/data"},
        {seal("error", {{"message", "x"}}), "key 'code' is missing", "in:/data"},
        {seal("error", json::array()), "this must be an object", "in:/data"},
    };
    for (const Row& row : rows) {
        const auto received = error_in(row.document, "in");
        ASSERT_FALSE(received) << row.document;
        EXPECT_EQ(received.error().code, Code::config);
        EXPECT_EQ(received.error().message, row.message);
        EXPECT_EQ(received.error().where, row.where);
        EXPECT_EQ(open(row.document, "plan", "in").error().message, row.message);
    }
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
