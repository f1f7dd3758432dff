#include "preference.hpp"

#include <nlohmann/json.hpp>

#include "model/settings_file.hpp"
#include "wire/reader.hpp"

namespace scc::provider {
namespace {

constexpr const char* key = "provider";
constexpr const char* older_key = "selected_provider";

Result<std::optional<std::string>> preference_in(const nlohmann::json& document, const std::string& path) {
    wire::Reader in(document, path);
    in.open();
    auto preference = in.optional_text(key);
    auto older = in.optional_text(older_key);
    return in.finish(preference ? std::move(preference) : std::move(older));
}

}  // namespace

Result<std::optional<std::string>> read_preference(const std::string& path) {
    SCC_TRY(const nlohmann::json document, model::read_settings_file(path));
    return preference_in(document, path);
}

Result<Done> write_preference(const std::string& path, std::string_view id) {
    return model::change_settings_file(path, {key}, id, [&](const nlohmann::json& document) -> Result<Done> {
        SCC_CHECK(preference_in(document, path));
        return Done{};
    });
}

}  // namespace scc::provider
