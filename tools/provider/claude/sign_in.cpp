// Signing in to Claude Code. Its own sign-in keeps a pair of tokens in .credentials.json, of which the one that renews
// the other is used once: agents that renew at the same time log each other out. The long-lived token is never renewed.
#include "claude.hpp"

namespace scc::provider {
namespace {

constexpr std::string_view hosts[] = {"api.anthropic.com", "claude.ai", "claude.com", "platform.claude.com"};

constexpr Method methods[] = {
    {.name = "paste-code",
     .title = "an account, by a page in the browser and a code from it",
     .script = "claude auth login\nrm -f \"$CLAUDE_CONFIG_DIR/.scc-token\"",
     .hosts = hosts,
     .needs_terminal = true},
    {.name = "token",
     .title = "an account, by a token that holds for a year and serves many sessions at once",
     .variable = "CLAUDE_CODE_OAUTH_TOKEN",
     .script = "claude setup-token",
     .asks = "the token that stands above",
     .takes = "umask 077 && cat >\"$CLAUDE_CONFIG_DIR/.scc-token\"",
     .hosts = hosts,
     .needs_terminal = true,
     .file = ".scc-token"},
    {.name = "api-key", .title = "an API key", .variable = "ANTHROPIC_API_KEY", .by_reference = true},
    {.name = "gateway",
     .title = "a bearer token",
     .variable = "ANTHROPIC_AUTH_TOKEN",
     .by_reference = true,
     .at_gateway = true},
};

constexpr Kept kept[] = {
    {.file = ".scc-token"},
    {.file = ".credentials.json",
     .proof = "/claudeAiOauth/accessToken",
     .expires = "/claudeAiOauth/expiresAt",
     .renewal = "/claudeAiOauth/refreshToken"},
};

}  // namespace

constinit const SignIn claude_sign_in{
    .methods = methods,
    .kept = kept,
    .sign_out = "claude auth logout || status=$?\nrm -f \"$CLAUDE_CONFIG_DIR/.scc-token\"\nexit \"${status:-0}\"",
};

}  // namespace scc::provider
