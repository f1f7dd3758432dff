// The user's settings, config.toml: where the organisation's file is, the team, what the person prefers, and the
// personal layer. scc-config(1) lists the keys.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "base/error.hpp"
#include "fetch/credential.hpp"
#include "images.hpp"
#include "model/discover.hpp"
#include "providers.hpp"

namespace scc::config {

// What the person chose for every workspace. It stands in no layer: it neither narrows nor widens a rule.
struct Preferences {
    std::optional<Text> provider;        // a provider's id or "ask"
    std::optional<Text> ca_bundle;       // a PEM file of the host
    std::map<std::string, Text> images;  // by provider, and "base", "proxy"
    Pins pins;
    ProviderSetups providers;
};

struct Settings {
    std::string path;                         // of the file, whether there is one or not
    std::optional<Text> organization_source;  // what parse_location reads
    Credential credential;                    // for it
    std::optional<Text> sha256;               // the only digest its file may have
    std::optional<Text> team;
    bool standalone = false;
    Preferences preferences;
    std::optional<Layer> personal;
};

// Reads the settings; a file that is not there is one without settings.
Result<Settings> read_settings(const nlohmann::json& document, const std::string& path);
Result<Settings> load_settings(const std::string& path);

// Reads a workspace's .scc.toml as the layer it is.
Result<Layer> read_workspace_file(const nlohmann::json& document, const std::string& path);

using model::workspace_file;

}  // namespace scc::config
