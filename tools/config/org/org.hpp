// An organisation's file as records (JSON, schema 1.0.0; scc-org(5) lists its keys). Reading it is checking it: every
// fault the file has is found in one pass, references between its parts included, and a file with a fault is refused.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "artifact/artifact.hpp"
#include "base/error.hpp"
#include "exception/exception.hpp"
#include "layer/images.hpp"
#include "layer/layer.hpp"
#include "layer/providers.hpp"
#include "match/destination.hpp"
#include "team_source.hpp"

namespace scc::config {

// The newest "min_cli_version" whose files are understood: the format's own version count, not this program's.
inline constexpr std::string_view understood_version = "2.0.0";

struct Security {
    std::vector<Text> blocked_plugins;
    std::vector<Text> blocked_mcp_servers;
    bool allow_stdio_mcp = false;
    std::vector<Text> allowed_stdio_prefixes;
    bool strict_mcp_allow = false;
    std::optional<Texts> allowed_providers;
    std::vector<Text> blocked_images;
    std::vector<Text> blocked_destinations;
    bool standalone_forbidden = false;
    std::optional<std::int64_t> max_policy_age_hours;
    std::int64_t max_exception_hours = usual_exception_hours;  // of those the organisation did not grant; 0: none count
};

struct Defaults {
    Layer layer;  // what it shares with the layers below; its plugins are "enabled_plugins", its safety is "security"'s
    std::vector<Text> disabled_plugins;
    std::optional<std::vector<Text>> allowed_plugins;      // nothing: any; empty: none
    std::optional<std::vector<Text>> allowed_mcp_servers;  // likewise
    std::vector<Text> extra_marketplaces;                  // aliases of those that are there without a plugin of theirs
    std::int64_t cache_ttl_hours = 24;
    std::map<std::string, Text> images;  // by provider
};

struct Delegation {
    std::vector<Text> plugins;  // patterns over team names
    std::vector<Text> mcp_servers;
    std::vector<Text> destinations;
    std::vector<Text> dev_commands;
    bool projects = false;  // projects.inherit_team_delegation
};

struct Team {
    std::string name;
    std::string description;
    Layer layer;
    bool allow_project_overrides = false;
    std::optional<std::string> config_source;  // what it says, as long as the team's own file has not been applied
    std::optional<TeamSource> source;          // of the team's own file
    Trust trust;
    std::vector<Text> bundles;
};

struct Org {
    std::string folder;    // where paths in the file start
    std::string document;  // how provenance names the file: "org.json"
    std::string id;
    std::string name;
    std::string contact;
    std::optional<std::string> default_profile;
    std::string min_cli_version;
    std::vector<Marketplace> marketplaces;
    Security security;
    Defaults defaults;
    Delegation delegation;
    Images images;
    ProviderSetups providers;
    std::map<std::string, Team> teams;
    Text isolation;
    DestinationSets destination_sets;
    std::vector<model::PrivateCidr> private_cidrs;
    std::optional<model::Sourced<std::vector<std::string>>> nameservers;
    Catalog catalog;
    std::vector<Exception> exceptions;

    // The origin of a decision this file makes with `pointer`.
    model::Origin origin(std::string_view pointer) const { return {"org", document + ":" + std::string(pointer)}; }
};

// Reads the document; `name` is the file as errors shall name it, provenance uses its last component. Code::config
// with all faults.
Result<Org> read_org(const nlohmann::json& document, std::string_view name);

// Whether a version that a file wants is one that is understood; true for what is no version.
bool is_understood(std::string_view version);

// How long exceptions last at most that the organisation (null: none) did not grant.
std::int64_t most_exception_hours(const Org* org);

// Who grants exceptions, as people are told.
std::string granting(const Org& org);

// The names of the teams, sorted.
std::vector<std::string> team_names(const Org& org);

}  // namespace scc::config
