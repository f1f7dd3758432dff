// Which method signs in, and what is said where none can.
#include "choose_method.hpp"

#include <gtest/gtest.h>

#include "registry.hpp"

namespace scc::provider {
namespace {

using model::ProviderSetup;

constexpr const char* place = "org.json:/providers/claude/sign_in";

const ProviderSetup free_choice;
const ProviderSetup gateway{.gateway = model::Sourced<std::string>{"https://g.test", {"org", "org.json:/g"}}};

ProviderSetup only(std::vector<std::string> methods) {
    return {.sign_in = model::Sourced<std::vector<std::string>>{std::move(methods), {"org", place}}};
}

// The method, or everything an error says.
std::string chosen(const SignInWish& wish) {
    const auto method = choose_method(wish, [](const auto& among) { return Result<std::size_t>(among.size() - 1); });
    if (method) return std::string((*method)->name);
    const Error& error = method.error();
    return std::to_string(static_cast<int>(error.code)) + " " + error.where + ": " + error.message + "; " + error.hint;
}

TEST(Method, IsTheNamedOne) {
    EXPECT_EQ(chosen({claude, free_choice, "paste-code", {}, true}), "paste-code");
    EXPECT_EQ(chosen({codex, free_choice, "device-code", {}, false}), "device-code");
    EXPECT_EQ(chosen({claude, free_choice, "paste-cod", {}, true}),
              "2 : provider 'claude' has no method 'paste-cod' of signing in; did you mean 'paste-code'?");
    EXPECT_EQ(chosen({claude, only({"gateway", "api-key"}), "token", {}, true}),
              std::string("6 ") + place +
                  ": method 'token' of signing in to 'claude' is not allowed; org allows gateway, api-key");
    EXPECT_EQ(chosen({claude, free_choice, "token", {}, false}),
              "5 : method 'token' needs a terminal; "
              "run it at one, or pass --with env:NAME or --with command:COMMAND");
    EXPECT_EQ(chosen({claude, only({"token"}), "token", {}, false}),
              "5 : method 'token' needs a terminal; run it at one");
    EXPECT_EQ(chosen({claude, free_choice, "api-key", {}, true}),
              "5 : method 'api-key' needs to be told where the credential is; "
              "--with env:NAME or --with command:COMMAND");
    EXPECT_EQ(chosen({codex, free_choice, "api-key", {}, true}), "api-key");
}

TEST(Method, IsTheOneOfTheReference) {
    EXPECT_EQ(chosen({claude, free_choice, {}, "env:K", false}), "api-key");
    EXPECT_EQ(chosen({claude, gateway, {}, "env:K", false}), "gateway");
    EXPECT_EQ(chosen({claude, free_choice, "api-key", "env:K", false}), "api-key");
    EXPECT_EQ(chosen({claude, free_choice, "token", "env:K", false}),
              "2 : method 'token' takes no credential by reference; leave --with out");
    EXPECT_EQ(chosen({claude, free_choice, "gateway", "env:K", false}),
              "5 : no gateway is configured for 'claude'; scc config set providers.claude.gateway URL");
    EXPECT_EQ(chosen({claude, gateway, "api-key", "env:K", false}),
              "5 org.json:/g: provider 'claude' is reached through a gateway, whose credential it needs; "
              "leave --method out");
    EXPECT_EQ(
        chosen({claude, only({"token"}), {}, "env:K", false}),
        std::string("6 ") + place + ": method 'api-key' of signing in to 'claude' is not allowed; org allows token");
}

TEST(Method, IsAskedForOrTheOnlyOne) {
    EXPECT_EQ(chosen({claude, free_choice, {}, {}, true}), "token");
    EXPECT_EQ(chosen({claude, only({"paste-code", "gateway"}), {}, {}, true}), "paste-code");
    EXPECT_EQ(chosen({codex, free_choice, {}, {}, false}), "device-code");
    EXPECT_EQ(chosen({claude, free_choice, {}, {}, false}),
              "5 : signing in to 'claude' needs to be told where the credential is; "
              "--with env:NAME or --with command:COMMAND");
    EXPECT_EQ(chosen({claude, only({"token"}), {}, {}, false}),
              "5 : signing in to 'claude' needs a terminal; run it at one");
    EXPECT_EQ(chosen({claude, only({}), {}, {}, true}),
              std::string("6 ") + place + ": no method of signing in to 'claude' is allowed; org allows none");
}

TEST(Script, AsksWithoutShowingTheAnswer) {
    const std::string script = script_of(*claude.sign_in.named("token"));
    EXPECT_TRUE(script.starts_with("set -e\nclaude setup-token\ntrap 'stty echo' EXIT\nstty -echo\n")) << script;
    EXPECT_NE(script.find("'Paste the token that stands above' >&2\nIFS= read -r answer"), std::string::npos) << script;
    EXPECT_EQ(script_of(*codex.sign_in.named("device-code")), "set -e\ncodex login --device-auth\n");
}

}  // namespace
}  // namespace scc::provider
