#include "model/restrictions.hpp"

namespace scc::model {

Effective only_restrictions(Effective config) {
    config.destinations.clear();
    config.plugins.clear();
    config.mcp_servers.clear();
    config.marketplaces.clear();
    config.artifacts.clear();
    config.agent_settings.clear();
    config.dev_environment.clear();
    return config;
}

}  // namespace scc::model
