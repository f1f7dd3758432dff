#include <nlohmann/json.hpp>

#include "render.hpp"
#include "wire/parse.hpp"

namespace scc::provider {
namespace {

using nlohmann::json;

// Servers in this file are the only ones: the agent takes none from the volume, the repository, plugins or options.
constexpr std::string_view exclusive_file = "/etc/claude-code/managed-mcp.json";

json with_variables(const std::map<std::string, std::string>& values, Secrets& secrets) {
    json table = json::object();
    for (const auto& [name, value] : values) table[name] = secrets.with_variables(value);
    return table;
}

json entry(const model::McpServer& server, Secrets& secrets) {
    json entry = {{"type", server.type}};
    if (server.type == "stdio") {
        entry["command"] = server.command.value_or("");
        if (!server.args.empty()) entry["args"] = server.args;
        if (!server.env.empty()) entry["env"] = with_variables(server.env, secrets);
    } else {
        entry["url"] = server.url.value_or("");
        if (!server.headers.empty()) entry["headers"] = with_variables(server.headers, secrets);
    }
    return entry;
}

}  // namespace

model::ProvidedFile claude_servers(const model::Effective& config, Secrets& secrets) {
    json servers = json::object();
    for (const model::McpServer* server : servers_for(config, "claude"))
        servers[server->name] = entry(*server, secrets);
    const std::string_view path = config.organization ? exclusive_file : claude_servers_file;
    return {std::string(path), 0444, wire::text_of({{"mcpServers", servers}})};
}

}  // namespace scc::provider
