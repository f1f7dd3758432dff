#include "base/secret.hpp"

#include <gtest/gtest.h>

#include <string>

namespace scc::secret {
namespace {

TEST(Secret, IsKnownByItsName) {
    for (const char* name : {"token",
                             "GITHUB_TOKEN",
                             "apiKey",
                             "X-Api-Key",
                             "api_key",
                             "APIKEY",
                             "db-password",
                             "Authorization",
                             "Proxy-Authorization",
                             "client_secret",
                             "privateKey",
                             "Set-Cookie",
                             "--access-key",
                             "aws.secret.access.key"}) {
        EXPECT_TRUE(is_named(name)) << name;
    }
    for (const char* name : {"tool_call",
                             "input_tokens",
                             "session",
                             "key",
                             "author",
                             "monkey",
                             "policy_digest",
                             "type",
                             "because",
                             "secretary",
                             ""}) {
        EXPECT_FALSE(is_named(name)) << name;
    }
}

TEST(Secret, IsKnownByItsShape) {
    const std::string a(40, 'a');
    for (const std::string& text : {"ghp_" + a, "Bearer ghp_" + a, "x=glpat-" + a, "AKIA" + a}) {
        EXPECT_NE(without_secrets(text), text);
    }
    for (const std::string& text : {std::string("ghp_short"), "xghp_" + a, std::string("task-force"), std::string()}) {
        EXPECT_EQ(without_secrets(text), text);
    }
}

}  // namespace
}  // namespace scc::secret
