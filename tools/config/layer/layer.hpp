// What one layer asks for. A team's profile, the personal table, a workspace file and the command line all become this
// record, every value with the key it came from; only the merge decides what of it counts.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "match/pattern.hpp"
#include "model/effective.hpp"
#include "safety.hpp"
#include "wire/reader.hpp"

namespace scc::config {

using Number = model::Sourced<std::int64_t>;
using Flag = model::Sourced<bool>;
using Texts = model::Sourced<std::vector<std::string>>;

struct Session {
    std::optional<Number> timeout_hours;
    std::optional<Flag> auto_resume;
};

struct Limits {
    std::optional<Text> memory;
    std::optional<Text> cpus;
    std::optional<Number> pids;
    std::optional<Number> session_hours;
};

struct Layer {
    std::string name;  // "team.web", "personal", "workspace", "command-line"
    std::optional<Text> network_policy;
    std::vector<Text> plugins;
    std::vector<model::McpServer> mcp_servers;
    std::vector<Text> destinations;
    std::vector<Text> blocked_destinations;
    std::vector<Text> protected_branches;
    std::vector<Text> protected_files;
    Safety safety;
    std::optional<Texts> allowed_providers;
    std::map<std::string, model::ProviderSetup> providers;  // what a team says of them
    Session session;
    Limits limits;
    std::vector<model::DevAction> dev_environment;
    std::vector<model::AgentSetting> agent_settings;  // of a personal profile
};

// Where a file's values say they come from: the layer's name and the file's, as `because` shall show it.
struct Place {
    std::string layer;
    std::string document;  // "org.json"
};

// A server's description as every file writes it.
model::McpServer read_mcp_server(wire::Reader& in, const Place& place);

// The keys every layer below the organisation may have: additional_plugins, additional_mcp_servers, network_policy,
// allowed_destinations, blocked_destinations, protected_branches, protected_files, safety_net, rules, session, limits,
// dev_environment.
Layer read_layer(wire::Reader& in, const Place& place);

// Parts of it, which the organisation's defaults share. Values that are not what they must be are noted in the Reader.
std::optional<Text> read_network_policy(wire::Reader& in, const Place& place);
Session read_session(wire::Reader& in, const Place& place);
Limits read_limits(wire::Reader& in, const Place& place);
std::vector<model::DevAction> read_dev_environment(wire::Reader& in, const Place& place);
std::vector<Text> read_protected_files(wire::Reader& in, const Place& place);

// A list of texts, each with its own origin.
std::vector<Text> read_texts(wire::Reader& in, std::string_view key, const Place& place);

model::Origin origin_of(const wire::Reader& in, std::string_view key, const Place& place);

// "4g", "512m" and the like as bytes; "1.5" as thousandths. Nothing for anything else or zero.
std::optional<std::int64_t> bytes_in(std::string_view memory);
std::optional<std::int64_t> millis_in(std::string_view cpus);

}  // namespace scc::config
