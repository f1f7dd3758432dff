#include "settings.hpp"

#include <nlohmann/json.hpp>

#include "codex.hpp"

namespace scc::provider {

Result<Done> codex_settings(const std::string& root, json& document) {
    const std::string path = root + "/.codex/config.toml";
    SCC_TRY(const json settings, read_settings_file(path, document));
    for (const auto& [key, value] : settings.items()) {
        if (key == "mcp_servers") {
            SCC_CHECK(add_servers(value, path, document));
        } else {
            add_setting("codex", key, value, document);
        }
    }
    return Done{};
}

}  // namespace scc::provider
