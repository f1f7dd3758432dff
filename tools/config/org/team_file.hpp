// A team's own file (scc-org(5), "TEAM FILES"): what a profile with a config_source points at.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "artifact/artifact.hpp"
#include "base/error.hpp"
#include "layer/layer.hpp"

namespace scc::config {

struct TeamFile {
    Layer layer;  // its plugins are "enabled_plugins"
    std::vector<Text> disabled_plugins;
    std::vector<Marketplace> marketplaces;
};

// `layer` is what its values say they are from.
Result<TeamFile> read_team_file(const nlohmann::json& document,
                                const std::string& path,
                                const std::string& layer = "team");

}  // namespace scc::config
