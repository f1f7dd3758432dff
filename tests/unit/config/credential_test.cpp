// Where credentials come from, and that they go nowhere else.
#include "fetch/credential.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace scc::config {
namespace {

Error refused(const std::string& auth) {
    const auto secret = secret_of(auth);
    return secret ? Error{Code::ok, *secret} : secret.error();
}

TEST(Secret, ComesFromTheEnvironment) {
    ::setenv("SCC_TEST_TOKEN", " t0ken\n", 1);
    EXPECT_EQ(*secret_of("env:SCC_TEST_TOKEN"), "t0ken");
    ::unsetenv("SCC_TEST_TOKEN");
    EXPECT_EQ(refused("env:SCC_TEST_TOKEN").code, Code::prereq);
    EXPECT_EQ(refused("env:SCC_TEST_TOKEN").message,
              "the credential is to come from the environment variable 'SCC_TEST_TOKEN', which is not set");
}

TEST(Secret, ComesFromACommandWithoutAShell) {
    EXPECT_EQ(*secret_of("command:printf '%s' \"a b\""), "a b");
    EXPECT_EQ(*secret_of("command:echo $HOME;id"), "$HOME;id");
    EXPECT_EQ(*secret_of("command:echo a\\ b"), "a b");
}

TEST(Secret, OfACommandThatFailsIsAnErrorWithoutItsWords) {
    EXPECT_EQ(refused("command:false --password s3cret").message,
              "the command for the credential, 'false', ended with status 1");
    EXPECT_EQ(refused("command:false --password s3cret").code, Code::tool);
    EXPECT_EQ(refused("command:/nowhere/scc-no-such-program").code, Code::prereq);
    EXPECT_EQ(refused("command:printf 'a\\nb'").message,
              "what 'printf' printed is no credential: it is empty, too long or more than one line");
    EXPECT_EQ(refused("command:true").code, Code::prereq);
}

TEST(Secret, IsNeverTheSpecItself) {
    EXPECT_EQ(refused("ghp_0123456789").message, "an auth says where a credential is, and is none itself");
    EXPECT_EQ(refused("ghp_0123456789").code, Code::config);
    EXPECT_EQ(refused("env:").message, "'env:' in an auth must be followed by the name of a variable");
    EXPECT_EQ(refused("env:A B").code, Code::config);
    EXPECT_EQ(refused("command:").message, "'command:' in an auth must be followed by a command");
    EXPECT_EQ(refused("command:echo 'open").code, Code::config);
}

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
