#include "settings.hpp"

#include <nlohmann/json.hpp>

#include "gemini.hpp"

namespace scc::provider {

Result<Done> gemini_settings(const std::string& root, nlohmann::json& document) {
    const std::string path = root + "/.gemini/settings.json";
    SCC_TRY(const json settings, read_settings_file(path, document));
    for (const auto& [key, value] : settings.items()) {
        if (key == "mcpServers") {
            SCC_CHECK(add_servers(value, path, document));
        } else {
            add_setting("gemini", key, value, document);
        }
    }
    return Done{};
}

}  // namespace scc::provider
