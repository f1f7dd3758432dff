#include "settings.hpp"

#include <nlohmann/json.hpp>

#include "claude.hpp"
#include "wire/reader.hpp"

namespace scc::provider {
namespace {

constexpr const char* id = "claude";

// A map of references to true and false, or a list.
Result<Done> add_plugins(wire::Reader& in, json& document) {
    const json& enabled = in.raw("enabledPlugins");
    if (enabled.is_array()) {
        for (const std::string& plugin : in.texts("enabledPlugins")) document["plugins"].push_back(plugin);
        return Done{};
    }
    in.with("enabledPlugins", [&](wire::Reader& at) {
        for (const std::string& plugin : at.names()) {
            if (at.boolean(plugin)) document["plugins"].push_back(plugin);
        }
    });
    return Done{};
}

Result<Done> add_settings(const json& settings, const std::string& where, json& document) {
    wire::Reader in(settings, where);
    in.open();
    SCC_CHECK(add_plugins(in, document));
    for (const auto& [key, value] : settings.items()) {
        if (key == "enabledPlugins" || key == "$schema") continue;
        if (key == "extraKnownMarketplaces") {
            leave_out(id, key, "marketplaces are named by the organisation and its teams", document);
        } else {
            add_setting(id, key, value, document);
        }
    }
    return in.finish(Done{});
}

Result<Done> add_mcp(const json& mcp, const std::string& where, json& document) {
    wire::Reader in(mcp, where);
    in.open();
    if (in.has("mcpServers")) SCC_CHECK(add_servers(in.raw("mcpServers"), where, document));
    return in.finish(Done{});
}

}  // namespace

Result<Done> claude_settings(const std::string& root, json& document) {
    const std::string local = root + "/.claude/settings.local.json";
    const std::string servers = root + "/.mcp.json";
    SCC_TRY(const json settings, read_settings_file(local, document));
    SCC_CHECK(add_settings(settings, local, document));
    SCC_TRY(const json mcp, read_settings_file(servers, document));
    return add_mcp(mcp, servers, document);
}

Result<Done> claude_settings_of_profile(const json& profile, const std::string& path, json& document) {
    wire::Reader in(profile, path);
    in.open();
    if (in.has("settings")) SCC_CHECK(add_settings(in.raw("settings"), path, document));
    if (in.has("mcp")) SCC_CHECK(add_mcp(in.raw("mcp"), path, document));
    return in.finish(Done{});
}

}  // namespace scc::provider
