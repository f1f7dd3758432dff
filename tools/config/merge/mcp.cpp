#include <algorithm>

#include "base/path.hpp"
#include "base/text.hpp"
#include "match/mcp_server.hpp"
#include "match/url.hpp"
#include "parts.hpp"

namespace scc::config {
namespace {

using Refused = Merge::Refused;

constexpr std::string_view types[] = {"http", "sse", "stdio"};

// Variables that make a program run code it was not started for.
constexpr std::string_view hijacking[] = {
    "PATH",
    "ENV",
    "BASH_ENV",
    "SHELLOPTS",
    "PS4",
    "IFS",
    "NODE_OPTIONS",
    "NODE_PATH",
    "NPM_CONFIG_*",
    "PYTHON*",
    "PERL5*",
    "PERLLIB",
    "RUBYOPT",
    "RUBYLIB",
    "JAVA_TOOL_OPTIONS",
    "_JAVA_OPTIONS",
    "JDK_JAVA_OPTIONS",
    "LD_*",
    "GIT_*",
    "GCONV_PATH",
    "DOTNET_STARTUP_HOOKS",
};

const std::string* hijacked(const model::McpServer& server) {
    for (const auto& [name, value] : server.env) {
        const auto same = [&](std::string_view pattern) { return matches(pattern, name); };
        if (std::ranges::any_of(hijacking, same)) return &name;
    }
    return nullptr;
}

// Why this program may not be started inside the sandbox, or nothing when it may.
std::optional<Refused> stdio_fault(const Org& org, const model::McpServer& server) {
    if (!org.security.allow_stdio_mcp) {
        return Refused{"the organisation does not allow MCP servers that are programs",
                       org.origin("/security/allow_stdio_mcp"),
                       "allow_stdio_mcp=false"};
    }
    const std::string command = server.command.value_or("");
    if (!command.starts_with('/')) return Refused{"its command is no absolute path", server.origin, "command"};
    const auto& prefixes = org.security.allowed_stdio_prefixes;
    const auto below = [&](const Text& prefix) {
        return path::is_within(path::normal(command), path::normal(prefix.value));
    };
    if (prefixes.empty()) return std::nullopt;
    if (const std::string* name = hijacked(server)) {
        return Refused{"its variable " + text::quoted(*name) + " makes its command run other programs",
                       org.origin("/security/allowed_stdio_prefixes"),
                       "allowed_stdio_prefixes"};
    }
    if (std::ranges::any_of(prefixes, below)) return std::nullopt;
    return Refused{"its command lies below none of the allowed directories",
                   org.origin("/security/allowed_stdio_prefixes"),
                   "allowed_stdio_prefixes"};
}

// What holds for a server whoever names it. `delegated` is asked between what security blocks and what a server may be.
template <class Delegated>
bool admitted(Merge& merge, const model::McpServer& server, const std::string& layer, Delegated delegated) {
    const Org* org = merge.org;
    if (org == nullptr) return true;
    if (const Text* pattern = blocking(org->security.blocked_mcp_servers, server)) {
        const Refused why{"security blocks " + text::quoted(pattern->value), pattern->origin, pattern->value};
        if (!merge.block("mcp", server, layer, why)) return false;
    }
    if (!delegated()) return false;
    const auto fault = server.type == "stdio" ? stdio_fault(*org, server) : std::nullopt;
    if (fault) merge.forbid("mcp", server.name, layer, *fault);
    return !fault;
}

// Whether the organisation lets the layer add the server.
bool is_delegated(Merge& merge, const model::McpServer& server, const Layer& layer) {
    const Org* org = merge.org;
    if (const auto refused = merge.undelegated("mcp", layer)) {
        if (!merge.deny("mcp", server, layer.name, *refused)) return false;
    }
    const auto& allowed = org->defaults.allowed_mcp_servers;
    if (!allowed || admission(*allowed, server, org->security.strict_mcp_allow).pattern != nullptr) return true;
    return merge.deny(
        "mcp",
        server,
        layer.name,
        {"it is not on the organisation's list of allowed MCP servers", org->origin("/defaults/allowed_mcp_servers")});
}

bool is_readable(Merge& merge, const model::McpServer& server, const std::string& layer) {
    if (std::ranges::find(types, server.type) == std::end(types)) {
        merge.reject("mcp", server.name, layer, {"its transport is none of http, sse and stdio", server.origin});
        return false;
    }
    if (server.type == "stdio" || parse_url(server.url.value_or(""))) return true;
    merge.reject("mcp", server.name, layer, {"its URL cannot be read", server.origin});
    return false;
}

// Two servers of one artifact may have the same name: they are for different providers.
void keep(Merge& merge, const model::McpServer& server, const std::string& layer) {
    const auto taken = std::ranges::find_if(merge.out.mcp_servers, [&](const model::McpServer& at) {
        return at.name == server.name && model::share_a_provider(at, server);
    });
    if (taken == merge.out.mcp_servers.end()) return merge.out.mcp_servers.push_back(server);
    merge.reject("mcp",
                 server.name,
                 layer,
                 {"the name is taken by a server of layer " + text::quoted(taken->origin.from), taken->origin});
}

void add(Merge& merge, const model::McpServer& server, const Layer& layer) {
    if (!is_readable(merge, server, layer.name)) return;
    const auto delegated = [&] { return is_delegated(merge, server, layer); };
    if (admitted(merge, server, layer.name, delegated)) keep(merge, server, layer.name);
}

}  // namespace

void take_governed_server(Merge& merge, const model::McpServer& server) {
    const std::string& layer = server.origin.from;
    if (!is_readable(merge, server, layer)) return;
    if (admitted(merge, server, layer, [] { return true; })) keep(merge, server, layer);
}

void merge_mcp_servers(Merge& merge) {
    for (const Layer* layer : merge.layers) {
        for (const model::McpServer& server : layer->mcp_servers) add(merge, server, *layer);
    }
}

}  // namespace scc::config
