// What a file says about providers under its key `providers`: by id, the gateway their traffic goes to, the credential
// that signs in there, and the methods of signing in. Ids and methods are known to scc-provider alone.
#pragma once

#include <map>
#include <string>

#include "layer.hpp"

namespace scc::config {

using ProviderSetups = std::map<std::string, model::ProviderSetup>;

// The keys a provider has in one kind of file.
struct ProviderKeys {
    bool gateway = false;
    bool credential = false;
    bool commands = false;  // whether the credential may be what a program of this machine prints
    bool sign_in = false;
};

// A file from elsewhere runs nothing here, and a team says nothing about where prompts go.
inline constexpr ProviderKeys organisation_keys{.gateway = true, .credential = true, .sign_in = true};
inline constexpr ProviderKeys team_keys{.sign_in = true};
inline constexpr ProviderKeys personal_keys{.gateway = true, .credential = true, .commands = true};

ProviderSetups read_providers(wire::Reader& in, const Place& place, const ProviderKeys& keys);

// Whether what is sent there can be read on the way.
bool is_unencrypted(const Text& gateway);

}  // namespace scc::config
