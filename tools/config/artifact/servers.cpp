#include "servers.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace scc::config {
namespace {

// The values whose keys start with `prefix`, under what follows it.
std::map<std::string, std::string> below(const std::map<std::string, std::string>& native, std::string_view prefix) {
    std::map<std::string, std::string> values;
    for (const auto& [key, value] : native) {
        if (key.starts_with(prefix) && key.size() > prefix.size()) values[key.substr(prefix.size())] = value;
    }
    return values;
}

std::optional<std::string> value_of(const std::map<std::string, std::string>& native, const std::string& key) {
    const auto found = native.find(key);
    return found == native.end() || found->second.empty() ? std::nullopt : std::optional(found->second);
}

model::McpServer portable(const Artifact& artifact, const model::Origin& origin) {
    model::McpServer server{.name = artifact.name, .type = "http", .origin = origin};
    if (artifact.source && artifact.source->tag == "url") server.url = artifact.source->url;
    return server;
}

model::McpServer bound(model::McpServer server, const Binding& binding) {
    if (!binding.native_ref.empty()) server.name = binding.native_ref;
    if (const auto url = value_of(binding.native, "url")) server.url = url;
    if (const auto command = value_of(binding.native, "command")) server.command = command;
    if (const auto args = value_of(binding.native, "args")) server.args = text::words(*args);
    server.headers = below(binding.native, "header_");
    server.env = below(binding.native, "env_");
    server.type = server.command ? "stdio" : "http";
    if (!binding.transport_type.empty()) server.type = binding.transport_type;
    if (server.type == "stdio") server.url.reset();
    return server;
}

bool is_somewhere(const model::McpServer& server) { return server.type == "stdio" ? !!server.command : !!server.url; }

bool is_same(const model::McpServer& a, const model::McpServer& b) {
    return a.name == b.name && a.type == b.type && a.url == b.url && a.command == b.command && a.args == b.args &&
           a.env == b.env && a.headers == b.headers;
}

}  // namespace

std::vector<model::McpServer> servers_of(const Artifact& artifact, const model::Origin& origin) {
    model::McpServer anybodys = portable(artifact, origin);
    std::vector<model::McpServer> servers;
    for (const auto& [provider, binding] : artifact.bindings) {
        model::McpServer own = bound(anybodys, binding);
        if (is_same(own, anybodys)) continue;
        anybodys.not_for.push_back(provider);
        own.not_for.clear();
        own.only_for = {provider};
        if (is_somewhere(own)) servers.push_back(std::move(own));
    }
    if (is_somewhere(anybodys)) servers.insert(servers.begin(), std::move(anybodys));
    return servers;
}

}  // namespace scc::config
