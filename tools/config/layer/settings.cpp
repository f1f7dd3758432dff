#include "settings.hpp"

#include <nlohmann/json.hpp>

#include "base/path.hpp"
#include "base/text.hpp"
#include "model/settings_file.hpp"
#include "proc/credential.hpp"

namespace scc::config {
namespace {

std::optional<Text> read_optional(wire::Reader& in, std::string_view key, const Place& place) {
    auto value = in.optional_text(key);
    if (!value || value->empty()) return std::nullopt;
    return Text{std::move(*value), origin_of(in, key, place)};
}

// A setting with an older name: the new one counts when both stand there.
std::optional<Text> read_either(wire::Reader& in, std::string_view key, std::string_view older, const Place& place) {
    auto value = read_optional(in, key, place);
    auto old = read_optional(in, older, place);
    return value ? value : old;
}

bool is_digest(std::string_view text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// A source, or a table that carries it beside what fetching it needs.
void read_source(wire::Reader& in, const Place& place, Settings& settings) {
    constexpr std::string_view key = "organization_source";
    if (!in.has(key) || in.raw(key).is_string()) {
        settings.organization_source = read_optional(in, key, place);
        return;
    }
    in.with(key, [&](wire::Reader& at) {
        settings.organization_source = Text{at.text("url"), origin_of(at, "url", place)};
        settings.credential = {at.optional_text("auth").value_or(""), at.optional_text("auth_header").value_or("")};
        settings.sha256 = read_optional(at, "sha256", place);
        if (settings.sha256 && !is_digest(settings.sha256->value)) {
            at.fault("sha256", "'sha256' must be 64 digits of 0 to 9 and a to f");
        }
        if (settings.credential.auth.empty()) return;
        const auto checked = credential::check(settings.credential.auth);
        if (!checked) at.fault("auth", checked.error().message, checked.error().hint);
    });
}

void read_choices(wire::Reader& in, const Place& place, const std::string& directory, Preferences& preferences) {
    preferences.ca_bundle = read_path(in, "ca_bundle", place, directory);
    preferences.pins = read_pins(in, "pins", place);
    for (const std::string& name : in.names()) {
        if (name == "ca_bundle" || name == "pins") continue;
        if (const auto image = read_optional(in, name, place)) preferences.images[name] = *image;
    }
}

}  // namespace

Result<Settings> read_settings(const nlohmann::json& document, const std::string& path) {
    const Place place{"personal", std::string(path::basename(path))};
    wire::Reader in(document, path);
    Settings settings{.path = path};
    read_source(in, place, settings);
    settings.team = read_either(in, "team", "selected_profile", place);
    settings.standalone = in.boolean_or("standalone", false);
    settings.preferences.provider = read_either(in, "provider", "selected_provider", place);
    settings.preferences.providers = read_providers(in, place, personal_keys);
    in.with("images",
            [&](wire::Reader& at) { read_choices(at, place, std::string(path::parent(path)), settings.preferences); });
    in.with("personal", [&](wire::Reader& at) { settings.personal = read_layer(at, place); });
    return in.finish(std::move(settings));
}

Result<Settings> load_settings(const std::string& path) {
    SCC_TRY(const nlohmann::json document, model::read_settings_file(path));
    return read_settings(document, path);
}

Result<Layer> read_workspace_file(const nlohmann::json& document, const std::string& path) {
    wire::Reader in(document, path);
    Layer layer = read_layer(in, {"workspace", workspace_file});
    return in.finish(std::move(layer));
}

}  // namespace scc::config
