// What becomes of the configuration in an agent's own words: its settings files, variables and options.
//
// A renderer is a pure function of the sections before it. It decides nothing about what counts: what is in the lists
// of `config` was allowed, and everything of them that is for this provider is rendered or named in `unexpressed`.
// Files and trees are placed read-only, outside the workspace; what the agent itself keeps lies in its volume and is
// its own.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "auth.hpp"
#include "model/effective.hpp"
#include "model/provider.hpp"
#include "model/workspace.hpp"
#include "record.hpp"

namespace scc::provider {

struct Subject {
    const model::Workspace& workspace;
    const model::Effective& config;
    const Wish& wish;
    const Auth& auth;
};

struct Rendering {
    std::vector<model::ProvidedFile> files;
    std::vector<model::ProvidedTree> trees;
    std::vector<model::Variable> env;
    std::vector<model::ProviderHost> hosts;
    std::vector<model::Unexpressed> unexpressed;
};

// Of the neutral lists what is for a provider, in their order. Artifacts that are missing or withheld are left out:
// `config` says why.
std::vector<const model::McpServer*> servers_for(const model::Effective& config, std::string_view provider);
std::vector<const model::Artifact*> artifacts_for(const model::Effective& config,
                                                  std::string_view kind,
                                                  std::string_view provider);

// "name@marketplace" as an agent knows a plugin: by what its marketplace calls itself. Its content, where it has one,
// lies in the tree of that marketplace; else the agent has to fetch it.
std::string native_ref_of(const model::Artifact& plugin);

// What a person wants of the agent's own settings, as an object.
nlohmann::json personal_settings(const model::Effective& config, std::string_view provider);

// Mounts each skill's tree below `directory`, which ends in a slash; names in `unexpressed` those without one.
void add_skills(const model::Effective& config,
                std::string_view provider,
                std::string_view directory,
                Rendering& rendering);

// Names the integrations in `unexpressed`, of an agent that knows no such thing.
void leave_integrations(const model::Effective& config, const Record& record, Rendering& rendering);

// All hosts of the record, as the plan has them.
std::vector<model::ProviderHost> hosts_of(const Record& record);

// How the provider is reached and signed in to; an empty one when nothing is said.
const model::ProviderSetup& setup_of(const model::Effective& config, std::string_view provider);

}  // namespace scc::provider
