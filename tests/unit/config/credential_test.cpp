// The header a credential travels in, and what messages say of it.
#include "fetch/credential.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace scc::config {
namespace {

TEST(CredentialHeader, IsWhatTheServerIsUsedTo) {
    EXPECT_EQ(header_for("t", "", false), (Header{"Authorization", "Bearer t"}));
    EXPECT_EQ(header_for("Basic dTpw", "", false), (Header{"Authorization", "Basic dTpw"}));
    EXPECT_EQ(header_for("Bearer t", "", true), (Header{"Authorization", "Bearer t"}));
    EXPECT_EQ(header_for("t", "", true), (Header{"PRIVATE-TOKEN", "t"}));
    EXPECT_EQ(header_for("t", "X-Token", true), (Header{"X-Token", "t"}));
    EXPECT_EQ(header_for("t", "Authorization", true), (Header{"Authorization", "Bearer t"}));
}

TEST(Access, NamesACommandByItsProgramAlone) {
    const auto location = parse_location("https://rules.example.com/org.json", "/");
    const auto access = access_to(*location, {"command:echo s3cret", ""}, "");
    ASSERT_TRUE(access);
    EXPECT_EQ(access->credential, "command:echo");
    EXPECT_EQ(access->headers.front().value, "Bearer s3cret");
    EXPECT_TRUE(access_to(*parse_location("/etc/org.json", "/"), {"command:false", ""}, "")->headers.empty());
    EXPECT_EQ(access_to(*location, {"command:echo x", "X: y\r\nZ"}, "").error().code, Code::config);
}

TEST(HeaderVariables, AreExpanded) {
    ::setenv("SCC_TEST_TOKEN", "t0ken", 1);
    const auto headers = expanded({{"X-A", "pre ${SCC_TEST_TOKEN} post"}, {"X-B", "$SCC_TEST_TOKEN ${not a name}"}});
    ASSERT_TRUE(headers);
    EXPECT_EQ((*headers)[0], (Header{"X-A", "pre t0ken post"}));
    EXPECT_EQ((*headers)[1], (Header{"X-B", "$SCC_TEST_TOKEN ${not a name}"}));
    ::setenv("SCC_TEST_TOKEN", "a\r\nX-Evil: 1", 1);
    EXPECT_EQ(expanded({{"X-A", "${SCC_TEST_TOKEN}"}}).error().message, "header 'X-A' is no header of one line");
    ::unsetenv("SCC_TEST_TOKEN");
    EXPECT_EQ(expanded({{"X-A", "${SCC_TEST_TOKEN}"}}).error().message,
              "header 'X-A' needs the environment variable 'SCC_TEST_TOKEN', which is not set");
}

}  // namespace
}  // namespace scc::config
