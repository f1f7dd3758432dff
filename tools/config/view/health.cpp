#include "health.hpp"

#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "cli/health.hpp"
#include "source/sources.hpp"

namespace scc::config {
namespace {

using cli::health::Check;

Check settings_check() {
    const std::string path = places::settings_file();
    if (!file::exists(path)) return {"config.settings", "ok", "no " + path + "; the defaults hold", ""};
    const auto settings = load_settings(path);
    if (settings) return {"config.settings", "ok", path, ""};
    const Error& fault = settings.error();
    return {"config.settings", "fail", fault.where + ": " + fault.message, "scc config validate"};
}

Check organisation_check() {
    constexpr const char* id = "config.organisation";
    const auto sources = read_organisation({.renewal = Renewal::never});
    if (!sources) return {id, "fail", sources.error().message, sources.error().hint};
    if (!sources->org) return {id, "ok", "none: standalone", ""};
    const model::Source& source = sources->sources.front();
    const std::string found = sources->org->name + " from " + source.location;
    if (source.age == "fresh") return {id, "ok", found, ""};
    return {id, "warn", found + ", whose copy is " + source.age, "scc org update", {"scc-config", "org", "update"}};
}

Check team_check() {
    constexpr const char* id = "config.team";
    const auto organisation = read_organisation({.renewal = Renewal::never});
    if (!organisation || !organisation->org) return {id, "skip", "no organisation", ""};
    const auto sources = read_sources({.renewal = Renewal::never}, "");
    if (!sources) return {id, "fail", sources.error().message, sources.error().hint};
    if (sources->team) return {id, "ok", sources->team->value, ""};
    return {id, "warn", "no team is selected", "scc team switch"};
}

}  // namespace

Result<nlohmann::json> health(const cli::Args&, const nlohmann::json&) {
    return cli::health::document({settings_check(), organisation_check(), team_check()});
}

}  // namespace scc::config
