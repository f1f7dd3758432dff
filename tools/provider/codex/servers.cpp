#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "registry.hpp"
#include "render.hpp"
#include "secrets.hpp"

namespace scc::provider {
namespace {

using nlohmann::json;

constexpr std::string_view bearer = "Bearer ";

// Codex takes a value either as it stands or whole from a variable.
struct Value {
    bool is_whole = true;  // else it is a text with a secret in it
    std::optional<std::string> reference;
};

Value value_of(std::string_view text) {
    if (text.starts_with("env:") || text.starts_with("command:")) return {true, std::string(text)};
    const std::size_t start = text.find("${");
    const std::size_t end = start == std::string_view::npos ? start : text.find('}', start);
    if (end == std::string_view::npos) return {};
    if (start != 0 || end + 1 != text.size()) return {.is_whole = false};
    return {true, "env:" + std::string(text.substr(2, end - 2))};
}

bool is_bearer(const std::string& header, std::string_view text) {
    return text::lower(header) == "authorization" && text.starts_with(bearer);
}

Value header_value(const std::string& header, std::string_view text) {
    const Value value = value_of(text);
    return !value.is_whole && is_bearer(header, text) ? value_of(text.substr(bearer.size())) : value;
}

// Servers in Codex's words, and the variables in which secrets reach them.
class Servers {
public:
    explicit Servers(std::vector<model::Variable>& variables) : variables_(variables) {}

    // Why Codex cannot be told of the server; empty when it can.
    std::string reason_against(const model::McpServer& server) const {
        if (server.type == "sse") return "Codex speaks to servers of types http and stdio, and not sse";
        for (const auto& [name, text] : server.env) {
            const Value value = value_of(text);
            if (!value.is_whole) return "Codex takes " + text::quoted(name) + " whole from a secret or not at all";
            if (value.reference && !is_free(name, *value.reference)) {
                return "another server has a different secret in variable " + text::quoted(name);
            }
        }
        for (const auto& [name, text] : server.headers) {
            if (header_value(name, text).is_whole) continue;
            return "Codex takes header " + text::quoted(name) + " whole from a secret or not at all";
        }
        return {};
    }

    json entry(const model::McpServer& server) { return server.type == "stdio" ? program(server) : address(server); }

    std::vector<model::Variable> secrets() const { return secrets_.variables(); }

private:
    // A program gets a secret in the variable it asks for, which is Codex's own of that name.
    bool is_free(const std::string& name, const std::string& reference) const {
        const auto same = std::ranges::find(variables_, name, &model::Variable::name);
        return same == variables_.end() || same->secret == reference;
    }

    json program(const model::McpServer& server) {
        json entry = {{"command", server.command.value_or("")}};
        if (!server.args.empty()) entry["args"] = server.args;
        for (const auto& [name, text] : server.env) {
            const Value value = value_of(text);
            if (!value.reference) {
                entry["env"][name] = text;
                continue;
            }
            entry["env_vars"].push_back(name);
            const bool is_new = std::ranges::find(variables_, name, &model::Variable::name) == variables_.end();
            if (is_new) variables_.push_back({name, std::nullopt, value.reference});
        }
        return entry;
    }

    json address(const model::McpServer& server) {
        json entry = {{"url", server.url.value_or("")}};
        for (const auto& [name, text] : server.headers) {
            const Value value = header_value(name, text);
            if (!value.reference) {
                entry["http_headers"][name] = text;
            } else if (is_bearer(name, text)) {
                entry["bearer_token_env_var"] = secrets_.variable_for(*value.reference);
            } else {
                entry["env_http_headers"][name] = secrets_.variable_for(*value.reference);
            }
        }
        return entry;
    }

    std::vector<model::Variable>& variables_;
    Secrets secrets_;
};

// The whole command: a repository may name a server of the same name, but not give it other words.
json identity(const model::McpServer& server) {
    if (server.type != "stdio") return {{"url", server.url.value_or("")}};
    json args = json::array();
    for (const std::string& arg : server.args) args.push_back({{"match", "exact"}, {"value", arg}});
    return {{"command", {{"executable", server.command.value_or("")}, {"args", args}}}};
}

}  // namespace

void add_codex_servers(const model::Effective& config, const CodexFiles& files, Rendering& rendering) {
    Servers servers(rendering.env);
    json entries = json::object();
    json identities = json::object();
    for (const model::McpServer* server : servers_for(config, codex.id)) {
        if (const std::string reason = servers.reason_against(*server); !reason.empty()) {
            rendering.unexpressed.push_back({"mcp", server->name, reason});
            continue;
        }
        entries[server->name] = servers.entry(*server);
        identities[server->name]["identity"] = identity(*server);
    }
    std::ranges::move(servers.secrets(), std::back_inserter(rendering.env));
    if (!entries.empty()) files.config["mcp_servers"] = std::move(entries);
    if (config.organization) files.requirements["mcp_servers"] = std::move(identities);
}

}  // namespace scc::provider
