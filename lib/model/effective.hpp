// The `config` section of a plan: the effective configuration, with the origin of every value and everything that was
// refused on the way. scc-config writes it (one merge function, tools/config/merge/merge.hpp); the later stages read it
// and merge nothing themselves.
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "model/agent_setting.hpp"
#include "model/artifact.hpp"
#include "model/dev_action.hpp"
#include "model/origin.hpp"

namespace scc::model {

enum class NetworkPolicy {
    open,
    web_egress_enforced,
    locked_down_web,
};

// "open", "web-egress-enforced", "locked-down-web": also the order of strictness.
std::string_view name_of(NetworkPolicy policy);
std::optional<NetworkPolicy> network_policy_named(std::string_view name);
const std::vector<std::string>& network_policy_names();

// A host the sandbox may reach: "host", "*.host" (not the host itself) or "host:port", in lower case.
struct Destination {
    std::string host;
    std::optional<std::int64_t> port;  // nothing: 80 and 443
    Origin origin;
};

struct PrivateCidr {
    std::string cidr;
    std::string reason;
    Origin origin;
};

struct Plugin {
    std::string ref;  // "plugin@marketplace"
    Origin origin;
};

struct McpServer {
    std::string name;
    std::string type;  // "http", "sse" or "stdio"
    std::optional<std::string> url;
    std::optional<std::string> command;
    std::vector<std::string> args;
    std::map<std::string, std::string> env;
    std::map<std::string, std::string> headers;
    std::vector<std::string> only_for;  // providers; none: all but those in `not_for`
    std::vector<std::string> not_for;
    Origin origin;
};

// Whether the server is meant for the provider, and whether there can be one that both are meant for.
bool is_for(const McpServer& server, std::string_view provider);
bool share_a_provider(const McpServer& a, const McpServer& b);

// Something a layer asked for and did not get. The origin says who decided against it.
struct Refusal {
    std::string kind;    // "plugin", "mcp", "destination", "network_policy", "image", …
    std::string item;    // what was asked for, spelled as it would stand in the configuration
    std::string layer;   // who asked for it
    std::string reason;  // a sentence for people
    Origin origin;
    std::optional<std::string> pattern;  // of what is blocked: the entry that hit it, or "KEY=VALUE" of a switch
};

// A version of an agent other than the one its image folder names.
struct ImagePin {
    std::string version;
    std::map<std::string, std::string> integrity;  // "sha512-…" of the package, by architecture ("amd64")
    Origin origin;
};

// How a provider is reached and signed in to.
struct ProviderSetup {
    std::optional<Sourced<std::string>> gateway;               // base URL of a company's own, instead of the vendor's
    std::optional<Sourced<std::string>> credential;            // "env:NAME" or "command:…"
    std::optional<Sourced<std::vector<std::string>>> sign_in;  // the methods allowed; nothing: all
};

struct Source {
    std::string layer;
    std::string location;  // a path or URL
    std::string digest;    // sha-256 of its bytes
    std::string age;       // "fresh", "stale" or "offline"
};

struct Organization {
    std::string id;
    std::string name;
};

struct Effective {
    std::optional<Organization> organization;  // nothing: standalone
    std::optional<Sourced<std::string>> team;

    Sourced<std::string> network_policy;
    Sourced<std::string> isolation;  // "internal" or "socket"
    std::vector<Destination> destinations;
    std::vector<Destination> blocked_destinations;
    std::vector<PrivateCidr> private_cidrs;
    std::optional<Sourced<std::vector<std::string>>> nameservers;  // whom the proxy asks; nothing: the engine's

    std::vector<Plugin> plugins;
    std::vector<McpServer> mcp_servers;
    std::vector<Marketplace> marketplaces;
    std::vector<Artifact> artifacts;
    std::vector<AgentSetting> agent_settings;
    std::vector<DevAction> dev_environment;  // what may be run by name on the host

    std::optional<Sourced<std::vector<std::string>>> allowed_providers;  // nothing: all
    std::optional<Sourced<std::string>> provider_preference;             // a provider's id or "ask"
    std::map<std::string, ProviderSetup> provider_setups;                // by provider
    std::map<std::string, Sourced<std::string>> images;                  // by provider, and "base", "proxy"
    std::map<std::string, ImagePin> pins;                                // by provider
    std::vector<Sourced<std::string>> blocked_images;                    // patterns over every image a launch would use
    std::optional<Sourced<std::string>> ca_bundle;                       // a PEM file of the host

    std::optional<Sourced<std::string>> memory;  // as the engine spells it: "4g"
    std::optional<Sourced<std::string>> cpus;    // "2", "1.5"
    std::optional<Sourced<std::int64_t>> pids;
    std::optional<Sourced<std::int64_t>> session_hours;  // the most a session may last
    std::optional<Sourced<std::int64_t>> timeout_hours;  // what it will last
    std::optional<Sourced<bool>> auto_resume;

    Sourced<std::vector<std::string>> protected_branches;
    std::vector<Sourced<std::string>> protected_files;  // paths below the workspace that its agent cannot change

    // The data of the guard's policy document (kind `policy`, lib/policy) as canonical text.
    Sourced<std::string> safety;
    std::map<std::string, Origin> safety_origins;  // of its parts, as rule/policy.hpp names them

    std::vector<Refusal> denied;    // additions that were not delegated or not on an allow list
    std::vector<Refusal> blocked;   // what security rules forbid
    std::vector<Refusal> narrowed;  // wishes for something wider than a layer above allows
    std::vector<Refusal> exceptions_used;

    std::string policy_digest;  // sha-256 of the canonical effective policy
    std::vector<Source> sources;
};

nlohmann::json to_json(const Effective& effective);
Effective read_effective(wire::Reader& in);

// Also used outside the section: "host:port" of a destination, and the records of what other sections repeat.
std::string text_of(const Destination& destination);
nlohmann::json to_json(const McpServer& server);
nlohmann::json to_json(const Refusal& refusal);
Refusal read_refusal(wire::Reader& in);

}  // namespace scc::model
