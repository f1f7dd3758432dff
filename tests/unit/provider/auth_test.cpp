// Who counts as signed in, and what of it an agent is given.
#include "auth.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"
#include "registry.hpp"

namespace scc::provider {
namespace {

using model::ProviderSetup;
using model::SignInMark;

bool none(const char*) { return false; }
bool key(const char* name) { return std::string_view(name) == "ANTHROPIC_API_KEY"; }

constexpr time::Seconds now = 1'800'000'000;

model::Sourced<std::string> said(const char* value) { return {value, {"org", "org.json:/k"}}; }

model::Sourced<std::vector<std::string>> only(std::vector<std::string> methods) {
    return {std::move(methods), {"org", "org.json:/providers/claude/sign_in"}};
}

std::string told(const ProviderSetup& setup, IsSet is_set, const std::optional<SignInMark>& mark = {}) {
    const Auth auth = auth_of(claude, setup, {mark, is_set, now});
    return auth.state + ", " + auth.mechanism + ": " + auth.detail;
}

TEST(Auth, ComesFromTheConfigurationFirst) {
    EXPECT_EQ(told({.credential = said("env:ANTHROPIC_API_KEY")}, key),
              "present, env:ANTHROPIC_API_KEY: an API key from env:ANTHROPIC_API_KEY");
    EXPECT_EQ(told({.credential = said("env:OTHER")}, key), "missing, env:OTHER: OTHER is not set");
    EXPECT_EQ(told({.credential = said("command:pass show s3cret")}, none),
              "present, command:pass: an API key from command:pass");
    EXPECT_EQ(told({.gateway = said("https://g.test"), .credential = said("command:pass")}, none),
              "present, command:pass: a bearer token from command:pass");
    EXPECT_EQ(told({.credential = said("command:pass"), .sign_in = only({"token"})}, none),
              "missing, command:pass: no credential may be given by reference (org.json:/providers/claude/sign_in)");
}

TEST(Auth, ComesFromTheEnvironmentWhereThatMethodIsAllowed) {
    EXPECT_EQ(told({}, key), "present, env:ANTHROPIC_API_KEY: an API key in ANTHROPIC_API_KEY");
    EXPECT_EQ(told({.sign_in = only({"token"})}, key),
              "unknown, volume:docker-claude-sandbox-data: no credential in the environment; only volume "
              "'docker-claude-sandbox-data' can tell");
}

TEST(Auth, ComesFromTheMark) {
    const struct {
        SignInMark mark;
        const char* out;
    } rows[] = {
        {{.signed_in = true, .time = now - 60, .method = "token"}, "present, signed in 2027-01-15T07:59:00Z by token"},
        {{.signed_in = true}, "present, signed in"},
        {{.signed_in = true, .expires = now + 60}, "present, signed in, until 2027-01-15T08:01:00Z"},
        {{.signed_in = true, .expires = now - 60}, "expired, expired 2027-01-15T07:59:00Z"},
        {{.signed_in = true, .expires = now - 60, .renews = true},
         "present, signed in, renewed by itself after 2027-01-15T07:59:00Z"},
        {{.signed_in = true, .method = "paste-code"}, "missing, signed in by 'paste-code', which is not allowed"},
        {{.signed_in = false, .time = now}, "missing, signed out 2027-01-15T08:00:00Z"},
        {{.signed_in = false, .fault = "'.credentials.json' in its volume is no sign-in"},
         "missing, '.credentials.json' in its volume is no sign-in"},
    };
    for (const auto& row : rows) {
        const Auth auth = auth_of(claude, {.sign_in = only({"token"})}, {row.mark, none, now});
        EXPECT_EQ(auth.state + ", " + auth.detail, row.out);
        EXPECT_EQ(auth.mechanism, "volume:docker-claude-sandbox-data");
    }
}

TEST(Auth, IsNotNeededByAShell) {
    EXPECT_EQ(auth_of(shell, {}, {{}, key, now}).state, "none-needed");
    EXPECT_EQ(advice(shell), "");
}

TEST(Auth, AdvisesWhatIsAllowed) {
    EXPECT_EQ(advice(codex), "scc provider login codex, or set CODEX_API_KEY or CODEX_ACCESS_TOKEN");
    EXPECT_EQ(advice(codex, {.sign_in = only({"device-code"})}), "scc provider login codex");
}

std::string secrets(const ProviderSetup& setup, IsSet is_set) {
    std::vector<std::string> words;
    for (const model::Variable& at : secrets_of(claude, setup, is_set)) {
        EXPECT_FALSE(at.value);
        words.push_back(at.name + "=" + *at.secret);
    }
    return text::join(words, " ");
}

TEST(Secrets, AreReferencesToOneSource) {
    EXPECT_EQ(secrets({}, key), "ANTHROPIC_API_KEY=env:ANTHROPIC_API_KEY");
    EXPECT_EQ(secrets({.credential = said("command:pass show x")}, key), "ANTHROPIC_API_KEY=command:pass show x");
    EXPECT_EQ(secrets({.gateway = said("https://g.test"), .credential = said("env:K")}, key),
              "ANTHROPIC_AUTH_TOKEN=env:K");
    EXPECT_EQ(secrets({}, none), "CLAUDE_CODE_OAUTH_TOKEN=file:/home/agent/.claude/.scc-token");
    EXPECT_EQ(secrets({.sign_in = only({"paste-code"})}, key), "");
}

TEST(Setups, NameProvidersAndMethodsThereAre) {
    const auto fault = [](const char* id, ProviderSetup setup) {
        model::Effective config;
        config.provider_setups[id] = std::move(setup);
        const auto checked = check_setups(config);
        return checked ? std::string() : checked.error().where + ": " + checked.error().message;
    };
    EXPECT_EQ(fault("claude", {.sign_in = only({"token", "gateway"})}), "");
    EXPECT_EQ(fault("cluade", {.gateway = said("https://g.test")}), "org.json:/k: there is no provider 'cluade'");
    EXPECT_EQ(fault("claude", {.sign_in = only({"tokn"})}),
              "org.json:/providers/claude/sign_in: provider 'claude' has no method 'tokn' of signing in");
}

}  // namespace
}  // namespace scc::provider
