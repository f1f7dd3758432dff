// Signing in to Codex, which keeps what it gets in auth.json and renews an account's tokens there by itself.
#include "codex.hpp"

namespace scc::provider {
namespace {

constexpr std::string_view hosts[] = {"auth.openai.com", "chatgpt.com"};

constexpr Method methods[] = {
    {.name = "device-code",
     .title = "a ChatGPT account, by a code for a page in the browser",
     .script = "codex login --device-auth",
     .hosts = hosts},
    {.name = "api-key",
     .title = "an API key",
     .variable = "CODEX_API_KEY",
     .by_reference = true,
     .asks = "the API key",
     .takes = "codex login --with-api-key",
     .needs_terminal = true},
    {.name = "gateway",
     .title = "a gateway's key",
     .variable = "CODEX_API_KEY",
     .by_reference = true,
     .at_gateway = true},
    {.name = "access-token",
     .title = "an access token",
     .variable = "CODEX_ACCESS_TOKEN",
     .asks = "the access token",
     .takes = "codex login --with-access-token",
     .hosts = hosts,
     .needs_terminal = true},
};

constexpr Kept kept[] = {
    {.file = "auth.json", .proof = "/tokens/access_token", .renewal = "/tokens/refresh_token"},
    {.file = "auth.json", .proof = "/OPENAI_API_KEY"},
    {.file = "auth.json", .proof = "/auth_mode"},
};

}  // namespace

constinit const SignIn codex_sign_in{.methods = methods, .kept = kept, .sign_out = "codex logout"};

}  // namespace scc::provider
