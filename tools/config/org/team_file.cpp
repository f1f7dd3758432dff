#include "team_file.hpp"

#include <nlohmann/json.hpp>

#include "base/path.hpp"
#include "parts.hpp"

namespace scc::config {

Result<TeamFile> read_team_file(const nlohmann::json& document, const std::string& path, const std::string& layer) {
    const Place place{layer, std::string(path::basename(path))};
    wire::Reader in(document, path);
    in.optional_text("$schema");
    in.one_of("schema_version", {"1.0.0"});
    TeamFile file{.layer = read_layer(in, place)};
    for (Text& plugin : read_texts(in, "enabled_plugins", place)) file.layer.plugins.push_back(std::move(plugin));
    file.disabled_plugins = read_texts(in, "disabled_plugins", place);
    file.marketplaces = read_marketplaces(in, place);
    return in.finish(std::move(file));
}

}  // namespace scc::config
