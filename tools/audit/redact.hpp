// Secrets are taken out of an event before it is written.
//
// By name (base/secret.hpp): the value of a member, option, variable, header or URL parameter whose name says that it
// is a secret. By shape: what begins like the tokens of well-known services, the user part of a URL, a private key in
// PEM. What was taken out reads "[redacted]". This is a net under people's mistakes, not a proof that a log holds no
// secret.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace scc::audit {

using json = nlohmann::json;

inline constexpr std::string_view redacted = "[redacted]";

// `text` without the secrets that stand in it.
std::string without_secrets(std::string_view text);

// The event without its secrets; lists of strings are read as command lines.
void redact(json& event);

}  // namespace scc::audit
