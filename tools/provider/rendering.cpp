#include "rendering.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "wire/parse.hpp"

namespace scc::provider {

using nlohmann::json;

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

json personal_settings(const model::Effective& config, std::string_view provider) {
    json settings = json::object();
    for (const model::AgentSetting& setting : config.agent_settings) {
        if (setting.provider != provider) continue;
        settings[setting.key] = wire::parse(setting.value, setting.key).value_or(json());
    }
    return settings;
}

void add_skills(const model::Effective& config,
                std::string_view provider,
                std::string_view directory,
                Rendering& rendering) {
    for (const model::Artifact* skill : artifacts_for(config, "skill", provider)) {
        if (skill->content) {
            rendering.trees.push_back({std::string(directory) + skill->name, skill->content->path});
        } else {
            rendering.unexpressed.push_back(
                {"skill", skill->name, "it has no content that could be given to the agent"});
        }
    }
}

void leave_integrations(const model::Effective& config, const Record& record, Rendering& rendering) {
    for (const model::Artifact* artifact : artifacts_for(config, "native_integration", record.id)) {
        rendering.unexpressed.push_back({"native_integration",
                                         artifact->name,
                                         std::string(record.title) + " has no setting that an integration could be"});
    }
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
