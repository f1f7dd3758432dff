#include <nlohmann/json.hpp>

#include "registry.hpp"
#include "render.hpp"
#include "secrets.hpp"

namespace scc::provider {
namespace {

using nlohmann::json;

// An empty list of those that are allowed would allow all; this one stands on the list of those that are not as well.
constexpr const char* nobody = "none";

json with_variables(const std::map<std::string, std::string>& values, Secrets& secrets) {
    json table = json::object();
    for (const auto& [name, value] : values) table[name] = secrets.with_variables(value);
    return table;
}

json entry(const model::McpServer& server, Secrets& secrets) {
    if (server.type == "stdio") {
        json entry = {{"command", server.command.value_or("")}};
        if (!server.args.empty()) entry["args"] = server.args;
        if (!server.env.empty()) entry["env"] = with_variables(server.env, secrets);
        return entry;
    }
    json entry = {{server.type == "sse" ? "url" : "httpUrl", server.url.value_or("")}};
    if (server.type == "sse") entry["type"] = "sse";
    if (!server.headers.empty()) entry["headers"] = with_variables(server.headers, secrets);
    return entry;
}

}  // namespace

void add_gemini_servers(const model::Effective& config, json& settings, Rendering& rendering) {
    Secrets secrets;
    json servers = json::object();
    json names = json::array();
    std::string lines;
    for (const model::McpServer* server : servers_for(config, gemini.id)) {
        servers[server->name] = entry(*server, secrets);
        names.push_back(server->name);
        lines += server->name + "\n";
    }
    std::ranges::move(secrets.variables(), std::back_inserter(rendering.env));
    settings["mcpServers"] = std::move(servers);
    if (!config.organization) return;
    if (names.empty()) settings["mcp"]["excluded"] = names = {nobody};
    settings["mcp"]["allowed"] = std::move(names);
    rendering.files.push_back({std::string(gemini_servers_file), 0444, lines});
}

}  // namespace scc::provider
