// Signing in to Gemini CLI. An account's sign-in has no command of its own: it belongs to every start at a terminal
// whose settings choose it, which prints an address and asks for the code from that page; listing the sessions is the
// start that does least. The choice is kept where the agent's own dialog keeps it. What the sign-in gets is
// oauth_creds.json, which the agent renews by itself.
#include "gemini.hpp"

namespace scc::provider {
namespace {

constexpr std::string_view sign_in = R"sh(
settings=$GEMINI_CLI_HOME/.gemini/settings.json
made=$(mktemp "$settings.XXXXXX")
{ cat "$settings" 2>/dev/null || echo '{}'; } | jq '.security.auth.selectedType = "oauth-personal"' >"$made"
mv "$made" "$settings"
gemini --list-sessions)sh";

constexpr std::string_view hosts[] = {"cloudcode-pa.googleapis.com", "oauth2.googleapis.com", "www.googleapis.com"};

constexpr Method methods[] = {
    {.name = "google-account",
     .title = "a Google account, by a page in the browser and a code from it",
     .script = sign_in,
     .hosts = hosts,
     .needs_terminal = true},
    {.name = "api-key", .title = "an API key", .variable = "GEMINI_API_KEY", .by_reference = true},
    {.name = "gateway",
     .title = "a gateway's key",
     .variable = "GEMINI_API_KEY",
     .by_reference = true,
     .at_gateway = true},
};

constexpr Kept kept[] = {
    {.file = "oauth_creds.json", .proof = "/access_token", .expires = "/expiry_date", .renewal = "/refresh_token"},
};

}  // namespace

constinit const SignIn gemini_sign_in{
    .methods = methods,
    .kept = kept,
    .sign_out = "cd \"$GEMINI_CLI_HOME/.gemini\" && rm -f oauth_creds.json google_accounts.json",
};

}  // namespace scc::provider
