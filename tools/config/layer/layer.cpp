#include "layer.hpp"

#include <algorithm>

#include "base/path.hpp"
#include "base/text.hpp"
#include "match/url.hpp"
#include "secrets.hpp"

namespace scc::config {
namespace {

const std::vector<std::string> mcp_types = {"http", "sse", "stdio"};
constexpr std::pair<const char*, const char*> dev_keys[] = {
    {"commands", "command"}, {"logs", "log"}, {"health_checks", "health_check"}};
constexpr std::int64_t most_pids = 4'194'304;  // the kernel's own limit

std::optional<Number> read_number(
    wire::Reader& in, std::string_view key, const Place& place, std::int64_t least, std::int64_t most) {
    const auto value = in.optional_integer(key, least, most);
    if (!value) return std::nullopt;
    return Number{*value, origin_of(in, key, place)};
}

// A text that must have the form `parse` knows.
template <class Parse>
std::optional<Text> read_measure(
    wire::Reader& in, std::string_view key, const Place& place, Parse parse, const char* form) {
    const auto value = in.optional_text(key);
    if (!value) return std::nullopt;
    if (!parse(*value)) in.fault(key, text::quoted(key) + " must be " + form);
    return Text{*value, origin_of(in, key, place)};
}

void read_mcp_target(wire::Reader& in, model::McpServer& server) {
    if (server.type == "stdio") {
        server.command = in.text("command");
        server.url = in.optional_text("url");
        return;
    }
    server.command = in.optional_text("command");
    server.url = in.text("url");
    if (!server.url->empty() && server.url->find("${") == std::string::npos && !parse_url(*server.url)) {
        in.fault("url", "'url' must be an http or https URL");
    }
}

// The repository is not for a list: its hooks are protected, and git must write the rest.
bool is_protectable(const std::string& path) {
    if (path.empty() || path.starts_with('/') || path.find_first_of("\n\r") != std::string::npos) return false;
    return path::normal(path, "/") == "/" + path && path != ".git" && !path.starts_with(".git/");
}

model::DevAction read_action(wire::Reader& in, const std::string& kind, const std::string& name, const Place& place) {
    model::DevAction action{.kind = kind, .name = name, .argv = in.texts("argv")};
    if (action.argv.empty() || std::ranges::count(action.argv, "") > 0) {
        in.fault("argv", "'argv' must be a list of words");
    }
    if (const auto directory = in.optional_text("working_directory"); directory && !directory->empty()) {
        action.working_directory = *directory;
    }
    action.timeout_seconds = in.optional_integer("timeout_seconds", 1, 3600).value_or(action.timeout_seconds);
    action.description = in.text_or("description", "");
    action.origin = origin_of(in, "", place);
    return action;
}

}  // namespace

model::Origin origin_of(const wire::Reader& in, std::string_view key, const Place& place) {
    return {place.layer, place.document + ":" + in.pointer(key)};
}

model::McpServer read_mcp_server(wire::Reader& in, const Place& place) {
    in.open();
    model::McpServer server;
    server.name = in.text("name");
    server.type = in.one_of("type", mcp_types);
    if (!server.type.empty()) read_mcp_target(in, server);
    server.args = in.optional_texts("args").value_or(std::vector<std::string>());
    server.env = in.text_map("env");
    server.headers = in.text_map("headers");
    if (place.layer == "workspace") {
        for (const std::string& key : secrets_in(server))
            in.fault(key, std::string(secret_found), std::string(secret_hint));
    }
    server.origin = origin_of(in, "", place);
    return server;
}

std::vector<Text> read_texts(wire::Reader& in, std::string_view key, const Place& place) {
    std::vector<Text> texts;
    auto values = in.optional_texts(key);
    if (!values || values->empty()) return texts;
    const model::Origin list = origin_of(in, key, place);
    texts.reserve(values->size());
    for (std::string& value : *values) {
        texts.push_back({std::move(value), {list.from, list.because + "/" + std::to_string(texts.size())}});
    }
    return texts;
}

std::vector<Text> read_protected_files(wire::Reader& in, const Place& place) {
    std::vector<Text> files = read_texts(in, "protected_files", place);
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (is_protectable(files[i].value)) continue;
        in.fault("protected_files/" + std::to_string(i),
                 text::quoted(files[i].value) + " is no path below the workspace",
                 "write it as in .envrc or .github/workflows; git's own files are protected as they are");
    }
    return files;
}

std::optional<Text> read_network_policy(wire::Reader& in, const Place& place) {
    const auto value = in.optional_one_of("network_policy", model::network_policy_names());
    if (!value) return std::nullopt;
    return Text{*value, origin_of(in, "network_policy", place)};
}

Session read_session(wire::Reader& in, const Place& place) {
    Session session;
    in.with("session", [&](wire::Reader& at) {
        session.timeout_hours = read_number(at, "timeout_hours", place, 1, 24);
        if (const auto value = at.optional_boolean("auto_resume")) {
            session.auto_resume = Flag{*value, origin_of(at, "auto_resume", place)};
        }
    });
    return session;
}

Limits read_limits(wire::Reader& in, const Place& place) {
    Limits limits;
    in.with("limits", [&](wire::Reader& at) {
        limits.memory = read_measure(at, "memory", place, bytes_in, "a size such as 512m or 4g");
        limits.cpus = read_measure(at, "cpus", place, millis_in, "a number such as 2 or 1.5");
        limits.pids = read_number(at, "pids", place, 1, most_pids);
        limits.session_hours = read_number(at, "session_hours", place, 1, 168);
    });
    return limits;
}

std::vector<model::DevAction> read_dev_environment(wire::Reader& in, const Place& place) {
    std::vector<model::DevAction> actions;
    in.with("dev_environment", [&](wire::Reader& at) {
        for (const auto& [key, kind] : dev_keys) {
            at.for_each_named(key, [&](const std::string& name, wire::Reader& action) {
                actions.push_back(read_action(action, kind, name, place));
            });
        }
    });
    return actions;
}

Layer read_layer(wire::Reader& in, const Place& place) {
    Layer layer{.name = place.layer};
    layer.network_policy = read_network_policy(in, place);
    layer.plugins = read_texts(in, "additional_plugins", place);
    in.for_each("additional_mcp_servers",
                [&](wire::Reader& at) { layer.mcp_servers.push_back(read_mcp_server(at, place)); });
    layer.destinations = read_texts(in, "allowed_destinations", place);
    layer.blocked_destinations = read_texts(in, "blocked_destinations", place);
    layer.protected_branches = read_texts(in, "protected_branches", place);
    layer.protected_files = read_protected_files(in, place);
    layer.safety = read_safety(in, place);
    layer.session = read_session(in, place);
    layer.limits = read_limits(in, place);
    layer.dev_environment = read_dev_environment(in, place);
    return layer;
}

std::optional<std::int64_t> bytes_in(std::string_view memory) {
    constexpr std::string_view units = "bkmgt";
    if (memory.empty()) return std::nullopt;
    const std::size_t unit = units.find(text::lower(memory.substr(memory.size() - 1)));
    if (unit != std::string_view::npos) memory.remove_suffix(1);
    const auto number = text::number(memory);
    const std::size_t shift = unit == std::string_view::npos ? 0 : unit * 10;
    if (!number || *number == 0 || *number > (std::uint64_t{1} << 50U) >> shift) return std::nullopt;
    return static_cast<std::int64_t>(*number << shift);
}

std::optional<std::int64_t> millis_in(std::string_view cpus) {
    const std::size_t point = cpus.find('.');
    std::string fraction(point == std::string_view::npos ? "" : cpus.substr(point + 1));
    if (fraction.size() > 3 || (point != std::string_view::npos && fraction.empty())) return std::nullopt;
    fraction.resize(3, '0');
    const auto whole = text::number(cpus.substr(0, point));
    const auto rest = text::number(fraction);
    if (!whole || !rest || *whole > 4096 || *whole * 1000 + *rest == 0) return std::nullopt;
    return static_cast<std::int64_t>(*whole * 1000 + *rest);
}

}  // namespace scc::config
