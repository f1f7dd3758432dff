// Whether an agent is signed in, as far as that can be told without an engine.
//
// A credential that the configuration names answers it, else one in this machine's environment. Otherwise it lies in
// the agent's volume, which only a container can read; what is known here is the mark that the last run left
// (model/sign_in.hpp). Without a mark the state is "unknown", because the volume may hold a sign-in that was made
// elsewhere. A method that the configuration does not allow signs nobody in.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/time.hpp"
#include "model/effective.hpp"
#include "model/provider.hpp"
#include "model/sign_in.hpp"
#include "record.hpp"

namespace scc::provider {

struct Auth {
    std::string state;      // as in model::Provider::auth_state
    std::string mechanism;  // "env:NAME", "command:PROGRAM", "volume:NAME" or empty
    std::string detail;     // a sentence for people
};

using IsSet = bool (*)(const char* variable);

// What is known of this moment.
struct Knowledge {
    std::optional<model::SignInMark> mark;
    IsSet is_set;
    time::Seconds now = 0;
};

Auth auth_of(const Record& record, const model::ProviderSetup& setup, const Knowledge& known);

// The same from the environment and the state directory; Code::config when the mark there cannot be read.
Result<Auth> auth_of(const Record& record, const model::ProviderSetup& setup = {});

// Whether nothing keeps an agent in that state from being started.
bool is_signed_in(const Auth& auth);

// How to sign in to it.
std::string advice(const Record& record, const model::ProviderSetup& setup = {});

// What signs the agent in at its start, as references: the configuration's credential, else what is set here, else what
// a method keeps in the volume.
std::vector<model::Variable> secrets_of(const Record& record, const model::ProviderSetup& setup, IsSet is_set);
bool is_set(const char* variable);

bool is_allowed(const Method& method, const model::ProviderSetup& setup);

// The method that the configuration's credential belongs to: a gateway's where there is one. Null when there is none.
const Method* referring_method(const Record& record, const model::ProviderSetup& setup);

// Code::config when the configuration names a provider or a method that does not exist.
Result<Done> check_setups(const model::Effective& config);

std::string mark_path(const Record& record);

}  // namespace scc::provider
