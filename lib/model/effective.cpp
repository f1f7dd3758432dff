#include "model/effective.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "wire/nullable.hpp"
#include "wire/parse.hpp"

namespace scc::model {
namespace {

const std::vector<std::string> isolation_forms = {"internal", "socket"};
const std::vector<std::string> mcp_types = {"http", "sse", "stdio"};
const std::vector<std::string> ages = {"fresh", "stale", "offline"};

template <class T>
json optional_json(const std::optional<T>& value) {
    return value ? to_json(*value) : json();
}

template <class T, class Write>
json list_of(const std::vector<T>& items, Write write) {
    json list = json::array();
    for (const T& item : items) list.push_back(write(item));
    return list;
}

json destination_json(const Destination& destination) {
    return with_origin({{"host", destination.host}, {"port", wire::or_null(destination.port)}}, destination.origin);
}

json cidr_json(const PrivateCidr& range) {
    return with_origin({{"cidr", range.cidr}, {"reason", range.reason}}, range.origin);
}

json plugin_json(const Plugin& plugin) { return with_origin({{"ref", plugin.ref}}, plugin.origin); }

json refusal_json(const Refusal& refusal) { return to_json(refusal); }

json source_json(const Source& source) {
    return {{"layer", source.layer}, {"location", source.location}, {"digest", source.digest}, {"age", source.age}};
}

json images_json(const Effective& effective) {
    json images = json::object();
    for (const auto& [name, image] : effective.images) images[name] = to_json(image);
    return images;
}

json setups_json(const Effective& effective) {
    json setups = json::object();
    for (const auto& [name, setup] : effective.provider_setups) {
        setups[name] = {{"gateway", optional_json(setup.gateway)},
                        {"credential", optional_json(setup.credential)},
                        {"sign_in", optional_json(setup.sign_in)}};
    }
    return setups;
}

json pins_json(const Effective& effective) {
    json pins = json::object();
    for (const auto& [name, pin] : effective.pins) {
        pins[name] = with_origin({{"version", pin.version}, {"integrity", pin.integrity}}, pin.origin);
    }
    return pins;
}

json limits_json(const Effective& effective) {
    return {{"memory", optional_json(effective.memory)},
            {"cpus", optional_json(effective.cpus)},
            {"pids", optional_json(effective.pids)},
            {"session_hours", optional_json(effective.session_hours)}};
}

json safety_json(const Effective& effective) {
    json origins = json::object();
    for (const auto& [part, origin] : effective.safety_origins) origins[part] = with_origin(json::object(), origin);
    return with_origin({{"value", json::parse(effective.safety.value)}, {"origins", std::move(origins)}},
                       effective.safety.origin);
}

json organization_json(const Effective& effective) {
    if (!effective.organization) return nullptr;
    return {{"id", effective.organization->id}, {"name", effective.organization->name}};
}

Destination read_destination(wire::Reader& in) {
    Destination destination;
    destination.host = in.text("host");
    destination.port = in.optional_integer("port", 1, 65535);
    destination.origin = read_origin(in);
    return destination;
}

McpServer read_mcp_server(wire::Reader& in) {
    McpServer server;
    server.name = in.text("name");
    server.type = in.one_of("type", mcp_types);
    server.url = in.optional_text("url");
    server.command = in.optional_text("command");
    server.args = in.texts("args");
    server.env = in.text_map("env");
    server.headers = in.text_map("headers");
    server.only_for = in.texts("only_for");
    server.not_for = in.texts("not_for");
    server.origin = read_origin(in);
    return server;
}

std::vector<Refusal> read_refusals(wire::Reader& in, std::string_view key) {
    std::vector<Refusal> refusals;
    in.for_each(key, [&](wire::Reader& at) { refusals.push_back(read_refusal(at)); });
    return refusals;
}

Source read_source(wire::Reader& in) {
    Source source;
    source.layer = in.text("layer");
    source.location = in.any_text("location");
    source.digest = in.any_text("digest");
    source.age = in.one_of("age", ages);
    return source;
}

void read_network(wire::Reader& in, Effective& effective) {
    wire::Reader policy = in.object("network_policy");
    effective.network_policy = {policy.one_of("value", network_policy_names()), read_origin(policy)};
    wire::Reader isolation = in.object("isolation");
    effective.isolation = {isolation.one_of("value", isolation_forms), read_origin(isolation)};
    in.for_each("destinations", [&](wire::Reader& at) { effective.destinations.push_back(read_destination(at)); });
    in.for_each("blocked_destinations",
                [&](wire::Reader& at) { effective.blocked_destinations.push_back(read_destination(at)); });
    in.for_each("private_cidrs", [&](wire::Reader& at) {
        PrivateCidr range{at.text("cidr"), at.any_text("reason"), {}};
        range.origin = read_origin(at);
        effective.private_cidrs.push_back(std::move(range));
    });
    effective.nameservers = read_texts(in, "nameservers");
}

std::vector<Sourced<std::string>> read_each_text(wire::Reader& in, std::string_view key) {
    std::vector<Sourced<std::string>> texts;
    in.for_each(key, [&](wire::Reader& at) {
        std::string text = at.text("value");
        texts.push_back({std::move(text), read_origin(at)});
    });
    return texts;
}

// What may stand in a policy is for its own reader (lib/policy), which takes a key that is absent for none. What
// merging always writes must be there, or a plan would lose a rule or a protected branch without a word.
void require_policy(wire::Reader in) {
    in.open();
    in.text("action");
    in.object("toggles").open();
    in.texts("protected_branches");
    in.object("decisions").open();
    in.object("at_least").open();
    in.texts("packs");
    in.one_of("when_clean", {"allow", "block"});
    in.for_each("rules", [](wire::Reader& rule) { rule.open(); });
    in.any_text("because");
}

void read_limits(wire::Reader& in, Effective& effective) {
    effective.memory = read_text(in, "memory");
    effective.cpus = read_text(in, "cpus");
    effective.pids = read_integer(in, "pids");
    effective.session_hours = read_integer(in, "session_hours");
}

constexpr std::array<std::string_view, 3> policy_names = {"open", "web-egress-enforced", "locked-down-web"};

}  // namespace

std::string_view name_of(NetworkPolicy policy) { return policy_names[static_cast<std::size_t>(policy)]; }

std::optional<NetworkPolicy> network_policy_named(std::string_view name) {
    const auto* found = std::ranges::find(policy_names, name);
    if (found == policy_names.end()) return std::nullopt;
    return static_cast<NetworkPolicy>(found - policy_names.begin());
}

const std::vector<std::string>& network_policy_names() {
    static const std::vector<std::string> names(policy_names.begin(), policy_names.end());
    return names;
}

bool is_for(const McpServer& server, std::string_view provider) {
    const auto names = [&](const std::vector<std::string>& list) {
        return std::ranges::find(list, provider) != list.end();
    };
    return (server.only_for.empty() || names(server.only_for)) && !names(server.not_for);
}

bool share_a_provider(const McpServer& a, const McpServer& b) {
    const auto meets = [](const McpServer& at, const McpServer& other) {
        return std::ranges::any_of(at.only_for, [&](const std::string& provider) { return is_for(other, provider); });
    };
    if (a.only_for.empty() && b.only_for.empty()) return true;
    return meets(a, b) || meets(b, a);
}

std::string text_of(const Destination& destination) {
    return destination.host + (destination.port ? ":" + std::to_string(*destination.port) : "");
}

json to_json(const McpServer& server) {
    return with_origin({{"name", server.name},
                        {"type", server.type},
                        {"url", wire::or_null(server.url)},
                        {"command", wire::or_null(server.command)},
                        {"args", server.args},
                        {"env", server.env},
                        {"headers", server.headers},
                        {"only_for", server.only_for},
                        {"not_for", server.not_for}},
                       server.origin);
}

json to_json(const Refusal& refusal) {
    return with_origin({{"kind", refusal.kind},
                        {"item", refusal.item},
                        {"layer", refusal.layer},
                        {"reason", refusal.reason},
                        {"pattern", wire::or_null(refusal.pattern)}},
                       refusal.origin);
}

Refusal read_refusal(wire::Reader& in) {
    Refusal refusal;
    refusal.kind = in.text("kind");
    refusal.item = in.any_text("item");
    refusal.layer = in.any_text("layer");
    refusal.reason = in.any_text("reason");
    refusal.pattern = in.optional_text("pattern");
    refusal.origin = read_origin(in);
    return refusal;
}

json to_json(const Effective& effective) {
    return {{"organization", organization_json(effective)},
            {"team", optional_json(effective.team)},
            {"network_policy", to_json(effective.network_policy)},
            {"isolation", to_json(effective.isolation)},
            {"destinations", list_of(effective.destinations, destination_json)},
            {"blocked_destinations", list_of(effective.blocked_destinations, destination_json)},
            {"private_cidrs", list_of(effective.private_cidrs, cidr_json)},
            {"nameservers", optional_json(effective.nameservers)},
            {"plugins", list_of(effective.plugins, plugin_json)},
            {"mcp_servers", list_of(effective.mcp_servers, [](const McpServer& server) { return to_json(server); })},
            {"marketplaces", list_of(effective.marketplaces, [](const auto& at) { return to_json(at); })},
            {"artifacts", list_of(effective.artifacts, [](const auto& at) { return to_json(at); })},
            {"providers",
             {{"allowed", optional_json(effective.allowed_providers)},
              {"preference", optional_json(effective.provider_preference)},
              {"setup", setups_json(effective)}}},
            {"images", images_json(effective)},
            {"pins", pins_json(effective)},
            {"blocked_images", list_of(effective.blocked_images, [](const auto& at) { return to_json(at); })},
            {"ca_bundle", optional_json(effective.ca_bundle)},
            {"limits", limits_json(effective)},
            {"session",
             {{"timeout_hours", optional_json(effective.timeout_hours)},
              {"auto_resume", optional_json(effective.auto_resume)}}},
            {"protected_branches", to_json(effective.protected_branches)},
            {"protected_files", list_of(effective.protected_files, [](const auto& at) { return to_json(at); })},
            {"safety", safety_json(effective)},
            {"agent_settings",
             list_of(effective.agent_settings, [](const AgentSetting& setting) { return to_json(setting); })},
            {"dev_environment",
             list_of(effective.dev_environment, [](const DevAction& action) { return to_json(action); })},
            {"denied", list_of(effective.denied, refusal_json)},
            {"blocked", list_of(effective.blocked, refusal_json)},
            {"narrowed", list_of(effective.narrowed, refusal_json)},
            {"exceptions_used", list_of(effective.exceptions_used, refusal_json)},
            {"policy_digest", effective.policy_digest},
            {"sources", list_of(effective.sources, source_json)}};
}

Effective read_effective(wire::Reader& in) {
    in.complete();
    Effective effective;
    in.with("organization", [&](wire::Reader& at) {
        effective.organization = Organization{at.text("id"), at.text("name")};
    });
    effective.team = read_text(in, "team");
    read_network(in, effective);
    in.for_each("plugins", [&](wire::Reader& at) { effective.plugins.push_back({at.text("ref"), read_origin(at)}); });
    in.for_each("mcp_servers", [&](wire::Reader& at) { effective.mcp_servers.push_back(read_mcp_server(at)); });
    in.for_each("marketplaces", [&](wire::Reader& at) { effective.marketplaces.push_back(read_marketplace(at)); });
    in.for_each("artifacts", [&](wire::Reader& at) { effective.artifacts.push_back(read_artifact(at)); });
    wire::Reader providers = in.object("providers");
    effective.allowed_providers = read_texts(providers, "allowed");
    effective.provider_preference = read_text(providers, "preference");
    providers.for_each_named("setup", [&](const std::string& name, wire::Reader& at) {
        effective.provider_setups[name] = {
            read_text(at, "gateway"), read_text(at, "credential"), read_texts(at, "sign_in")};
    });
    in.for_each_named("images", [&](const std::string& name, wire::Reader& at) {
        effective.images[name] = {at.text("value"), read_origin(at)};
    });
    in.for_each_named("pins", [&](const std::string& name, wire::Reader& at) {
        ImagePin pin{at.text("version"), at.text_map("integrity"), {}};
        pin.origin = read_origin(at);
        effective.pins[name] = std::move(pin);
    });
    effective.blocked_images = read_each_text(in, "blocked_images");
    effective.ca_bundle = read_text(in, "ca_bundle");
    wire::Reader limits = in.object("limits");
    read_limits(limits, effective);
    wire::Reader session = in.object("session");
    effective.timeout_hours = read_integer(session, "timeout_hours");
    effective.auto_resume = read_boolean(session, "auto_resume");
    wire::Reader branches = in.object("protected_branches");
    effective.protected_branches = {branches.texts("value"), read_origin(branches)};
    effective.protected_files = read_each_text(in, "protected_files");
    wire::Reader safety = in.object("safety");
    require_policy(safety.object("value"));
    effective.safety = {wire::compact(safety.raw("value")), read_origin(safety)};
    safety.for_each_named("origins", [&](const std::string& part, wire::Reader& at) {
        effective.safety_origins[part] = read_origin(at);
    });
    in.for_each("agent_settings",
                [&](wire::Reader& at) { effective.agent_settings.push_back(read_agent_setting(at)); });
    in.for_each("dev_environment", [&](wire::Reader& at) { effective.dev_environment.push_back(read_dev_action(at)); });
    effective.denied = read_refusals(in, "denied");
    effective.blocked = read_refusals(in, "blocked");
    effective.narrowed = read_refusals(in, "narrowed");
    effective.exceptions_used = read_refusals(in, "exceptions_used");
    effective.policy_digest = in.text("policy_digest");
    in.for_each("sources", [&](wire::Reader& at) { effective.sources.push_back(read_source(at)); });
    return effective;
}

}  // namespace scc::model
