#include "render.hpp"

#include <nlohmann/json.hpp>

#include "gemini.hpp"
#include "hook/configuration.hpp"
#include "registry.hpp"
#include "wire/parse.hpp"

namespace scc::provider {
namespace {

using nlohmann::json;

constexpr std::string_view guard = "/usr/lib/scc/scc-guard";

json first_settings() {
    const std::vector<std::string> asks = {std::string(guard), "hook", std::string(gemini.id)};
    json settings = hook::configuration_in_sandbox(*hook::host_named(gemini.id), hook::command_line(asks));
    settings["hooksConfig"] = {{"enabled", true}};
    settings["general"] = {{"enableAutoUpdate", false}, {"enableAutoUpdateNotification", false}};
    settings["privacy"] = {{"usageStatisticsEnabled", false}};
    settings["telemetry"] = {{"enabled", false}};
    settings["ide"] = {{"enabled", false}, {"hasSeenNudge", true}};
    return settings;
}

// An extension brings servers, commands and hooks that nobody governs; the pattern is one that no source matches.
void close(json& settings) {
    settings["security"]["allowedExtensions"] = {"(?!)"};
    settings["advanced"]["ignoreLocalEnv"] = true;
}

void leave_plugins(const model::Effective& config, Rendering& rendering) {
    for (const model::Artifact* plugin : artifacts_for(config, "plugin", gemini.id)) {
        rendering.unexpressed.push_back(
            {"plugin", plugin->name, "Gemini CLI knows no plugins; its extensions are of another kind"});
    }
}

}  // namespace

Result<Rendering> render_gemini(const Subject& subject) {
    Rendering rendering;
    json settings = first_settings();
    add_gemini_servers(subject.config, settings, rendering);
    SCC_CHECK(add_gemini_access(subject, settings, rendering));
    if (subject.config.organization) close(settings);
    add_skills(subject.config, gemini.id, gemini_skills, rendering);
    leave_plugins(subject.config, rendering);
    leave_integrations(subject.config, gemini, rendering);
    rendering.files.push_back({std::string(gemini_settings_file), 0444, wire::text_of(settings)});
    rendering.files.push_back(
        {std::string(gemini_defaults_file), 0444, wire::text_of(personal_settings(subject.config, gemini.id))});
    rendering.files.push_back(gemini_start_script());
    return rendering;
}

}  // namespace scc::provider
