#include "secrets.hpp"

#include <gtest/gtest.h>

namespace scc::provider {
namespace {

struct Case {
    std::string value;
    std::string written;
    std::vector<std::string> references;
};

const Case cases[] = {
    {"plain", "plain", {}},
    {"", "", {}},
    {"environment: x", "environment: x", {}},
    {"env:TOKEN", "${SCC_SECRET_1}", {"env:TOKEN"}},
    {"command:pass show 'a b'", "${SCC_SECRET_1}", {"command:pass show 'a b'"}},
    {"Bearer ${TOKEN}", "Bearer ${SCC_SECRET_1}", {"env:TOKEN"}},
    {"${A}:${B}:${A}", "${SCC_SECRET_1}:${SCC_SECRET_2}:${SCC_SECRET_1}", {"env:A", "env:B"}},
    {"open ${A", "open ${A", {}},
    {"$A and $", "$A and $", {}},
};

TEST(Secrets, AreWrittenAsVariables) {
    for (const Case& at : cases) {
        Secrets secrets;
        EXPECT_EQ(secrets.with_variables(at.value), at.written);
        std::vector<std::string> references;
        for (const model::Variable& variable : secrets.variables()) references.push_back(variable.secret.value_or(""));
        EXPECT_EQ(references, at.references) << at.value;
    }
}

TEST(Secrets, ShareAVariableWhereTheyAreTheSame) {
    Secrets secrets;
    EXPECT_EQ(secrets.with_variables("env:TOKEN"), "${SCC_SECRET_1}");
    EXPECT_EQ(secrets.variable_for("command:x"), "SCC_SECRET_2");
    EXPECT_EQ(secrets.with_variables("Bearer ${TOKEN}"), "Bearer ${SCC_SECRET_1}");
    EXPECT_EQ(secrets.variables().size(), 2U);
}

}  // namespace
}  // namespace scc::provider
