// Whether an agent is signed in, as far as that can be told without an engine.
//
// A credential in this machine's environment answers it. Otherwise the credential lies in the agent's volume, which
// only a container can read; what is known here is the mark that the last sign-in or sign-out left in
// $XDG_STATE_HOME/scc/providers/<id>.json: {"signed_in": true|false, "time": …}. Without a mark the state is
// "unknown", because the volume may hold a sign-in that was made elsewhere.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "model/provider.hpp"
#include "record.hpp"

namespace scc::provider {

struct Auth {
    std::string state;      // as in model::Provider::auth_state
    std::string mechanism;  // "env:NAME", "volume:NAME" or empty
    std::string detail;     // a sentence for people
};

// `mark` is the text of the mark, nothing when there is none; `is_set` says whether a variable is in the environment.
Result<Auth> auth_of(const Record& record,
                     const std::optional<std::string>& mark,
                     const std::string& mark_path,
                     bool (*is_set)(const char*));

// The same from the environment and the state directory.
Result<Auth> auth_of(const Record& record);

// How to sign in to it.
std::string advice(const Record& record);

// The credentials that are set here, as references.
std::vector<model::Variable> secrets_of(const Record& record, bool (*is_set)(const char*));
bool is_set(const char* variable);

std::string mark_path(const Record& record);

}  // namespace scc::provider
