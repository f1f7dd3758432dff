// Secrets are taken out of an event before it is written, by the rules of base/secret.hpp: the value of a member whose
// name says that it is a secret, and what of a text is one. What was taken out reads "[redacted]".
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "base/secret.hpp"

namespace scc::audit {

using json = nlohmann::json;

using secret::is_named;
using secret::redacted;
using secret::without_secrets;

// The event without its secrets; lists of strings are read as command lines.
void redact(json& event);

}  // namespace scc::audit
