#include "rendering.hpp"

#include <algorithm>

namespace scc::provider {
std::vector<const model::McpServer*> servers_for(const model::Effective& config, std::string_view provider) {
    std::vector<const model::McpServer*> servers;
    for (const model::McpServer& server : config.mcp_servers) {
        if (model::is_for(server, provider)) servers.push_back(&server);
    }
    return servers;
}

std::vector<const model::Artifact*> artifacts_for(const model::Effective& config,
                                                  std::string_view kind,
                                                  std::string_view provider) {
    std::vector<const model::Artifact*> found;
    for (const model::Artifact& artifact : config.artifacts) {
        const bool is_meant = artifact.bindings.empty() || artifact.bindings.contains(std::string(provider));
        if (artifact.kind == kind && is_meant && artifact.state == "present") found.push_back(&artifact);
    }
    return found;
}

std::string native_ref_of(const model::Artifact& plugin) {
    const std::size_t at = plugin.name.find('@');
    if (!plugin.marketplace || at == std::string::npos) return plugin.name;
    return plugin.name.substr(0, at + 1) + *plugin.marketplace;
}

std::vector<const model::AgentSetting*> settings_for(const model::Effective& config, std::string_view provider) {
    std::vector<const model::AgentSetting*> settings;
    for (const model::AgentSetting& setting : config.agent_settings) {
        if (setting.provider == provider) settings.push_back(&setting);
    }
    return settings;
}

std::vector<model::ProviderHost> hosts_of(const Record& record) {
    std::vector<model::ProviderHost> hosts;
    for (const Host& host : record.hosts) {
        hosts.push_back({std::string(host.host), std::nullopt, std::string(host.because)});
    }
    return hosts;
}

const model::ProviderSetup& setup_of(const model::Effective& config, std::string_view provider) {
    static const model::ProviderSetup none;
    const auto found = config.provider_setups.find(std::string(provider));
    return found == config.provider_setups.end() ? none : found->second;
}

}  // namespace scc::provider
