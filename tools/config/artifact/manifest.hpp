// What a marketplace says about itself: .claude-plugin/marketplace.json, which Claude Code and Codex both read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"

namespace scc::config {

struct ListedPlugin {
    std::string name;
    std::optional<std::string> path;  // in the marketplace's tree; nothing: the plugin is somewhere else
};

struct Manifest {
    std::string name;
    std::vector<ListedPlugin> plugins;
};

// Code::config when the tree holds no such file, or one that is wrong, or calls itself what another marketplace is
// called that every agent knows.
Result<Manifest> read_manifest(const std::string& tree);

}  // namespace scc::config
