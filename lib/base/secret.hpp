// Secrets in texts.
//
// By name: the value of an option, variable, header or URL parameter whose name says that it is a secret (token,
// password, secret, authorization, api key and the like, however spelled). By shape: what begins like the tokens of
// well-known services, the user part of a URL, a private key in PEM.
// This is a net under people's mistakes, not a proof that a text holds no secret.
#pragma once

#include <string>
#include <string_view>

namespace scc::secret {

inline constexpr std::string_view redacted = "[redacted]";

// Whether a thing of that name is a secret: "GITHUB_TOKEN", "apiKey", "X-Api-Key", "db-password".
bool is_named(std::string_view name);

// `text` without the secrets that stand in it: "[redacted]" stands in their place.
std::string without_secrets(std::string_view text);

}  // namespace scc::secret
