// Where credentials come from, and that they go nowhere else.
#include "proc/credential.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace scc::credential {
namespace {

Error refused(const std::string& reference) {
    const auto secret = value_of(reference);
    return secret ? Error{Code::ok, *secret} : secret.error();
}

TEST(Credential, ComesFromTheEnvironment) {
    ::setenv("SCC_TEST_TOKEN", " t0ken\n", 1);
    EXPECT_EQ(*value_of("env:SCC_TEST_TOKEN"), "t0ken");
    ::unsetenv("SCC_TEST_TOKEN");
    EXPECT_EQ(refused("env:SCC_TEST_TOKEN").code, Code::prereq);
    EXPECT_EQ(refused("env:SCC_TEST_TOKEN").message,
              "the credential is to come from the environment variable 'SCC_TEST_TOKEN', which is not set");
}

TEST(Credential, ComesFromACommandWithoutAShell) {
    EXPECT_EQ(*value_of("command:printf '%s' \"a b\""), "a b");
    EXPECT_EQ(*value_of("command:echo $HOME;id"), "$HOME;id");
    EXPECT_EQ(*value_of("command:echo a\\ b"), "a b");
}

TEST(Credential, OfACommandThatFailsIsAnErrorWithoutItsWords) {
    EXPECT_EQ(refused("command:false --password s3cret").message,
              "the command for the credential, 'false', ended with status 1");
    EXPECT_EQ(refused("command:false --password s3cret").code, Code::tool);
    EXPECT_EQ(refused("command:/nowhere/scc-no-such-program").code, Code::prereq);
    EXPECT_EQ(refused("command:printf 'a\\nb'").message,
              "what 'printf' printed is no credential: it is empty, too long or more than one line");
    EXPECT_EQ(refused("command:true").code, Code::prereq);
}

TEST(Credential, IsShownWithoutTheWordsOfItsCommand) {
    EXPECT_EQ(shown("env:TOKEN"), "env:TOKEN");
    EXPECT_EQ(shown("command:'my pass' show s3cret"), "command:my pass");
}

TEST(Credential, IsNeverTheReferenceItself) {
    EXPECT_EQ(refused("ghp_0123456789").message, "a credential does not stand here itself, but where it is");
    EXPECT_EQ(refused("ghp_0123456789").code, Code::config);
    EXPECT_EQ(refused("env:").message, "'env:' must be followed by the name of a variable");
    EXPECT_EQ(refused("env:A B").code, Code::config);
    EXPECT_EQ(refused("command:").message, "'command:' must be followed by a command");
    EXPECT_EQ(refused("command:echo 'open").code, Code::config);
}

}  // namespace
}  // namespace scc::credential
