#include "commands.hpp"

#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "cli/health.hpp"
#include "source/sources.hpp"

namespace scc::config {
namespace {

using cli::health::Check;

// The documents that people write.
constexpr std::string_view written_kinds[] = {"org", "team-file", "workspace", "settings", "profile"};

constexpr const char* workspace_template =
    R"(# What this workspace asks scc for. A workspace may narrow what its organisation and team decided; what it adds, they
# must have let workspaces add. 'scc-config explain' shows what of it counts.

# network_policy = "web-egress-enforced"
# additional_plugins = ["name@marketplace"]
# allowed_destinations = ["registry.example.com", "set:npm"]
# blocked_destinations = ["telemetry.example.com"]
# protected_branches = ["release"]

# [session]
# timeout_hours = 8
# auto_resume = true

# [limits]
# memory = "4g"
# cpus = "2"

# [[additional_mcp_servers]]
# name = "docs"
# type = "http"
# url = "https://mcp.example.com/docs"
)";

Check settings_check() {
    const std::string path = places::settings_file();
    if (!file::exists(path)) return {"config.settings", "ok", "no " + path + "; the defaults hold", ""};
    const auto settings = load_settings(path);
    if (settings) return {"config.settings", "ok", path, ""};
    const Error& fault = settings.error();
    return {"config.settings", "fail", fault.where + ": " + fault.message, "run 'scc-config validate'"};
}

Check organisation_check() {
    constexpr const char* id = "config.organisation";
    const auto sources = read_organisation({.renewal = Renewal::never});
    if (!sources) return {id, "fail", sources.error().message, sources.error().hint};
    if (!sources->org) return {id, "ok", "none: standalone", ""};
    const model::Source& source = sources->sources.front();
    const std::string found = sources->org->name + " from " + source.location;
    if (source.age == "fresh") return {id, "ok", found, ""};
    return {id, "warn", found + ", whose copy is " + source.age, "run 'scc-config org update'"};
}

Check team_check() {
    constexpr const char* id = "config.team";
    const auto organisation = read_organisation({.renewal = Renewal::never});
    if (!organisation || !organisation->org) return {id, "skip", "no organisation", ""};
    const auto sources = read_sources({.renewal = Renewal::never}, "");
    if (!sources) return {id, "fail", sources.error().message, sources.error().hint};
    if (sources->team) return {id, "ok", sources->team->value, ""};
    return {id, "warn", "no team is selected", "run 'scc-config team switch'"};
}

json path_json(const char* name, const std::string& path) {
    return {{"name", name}, {"path", path}, {"exists", file::exists(path)}};
}

}  // namespace

Result<int> org_schema(const cli::Args& args, const json&) {
    const std::string kind = args.operands.empty() ? "org" : args.operand(0);
    if (std::ranges::count(written_kinds, kind) == 0) {
        const std::vector<std::string> kinds(std::begin(written_kinds), std::end(written_kinds));
        return Error{Code::usage, "there is no schema " + text::quoted(kind), "write " + text::alternatives(kinds)};
    }
    SCC_TRY(const std::string schema, file::read(places::data_dir() + "/schemas/" + kind + ".schema.json"));
    SCC_CHECK(file::write(STDOUT_FILENO, schema, "standard output"));
    return 0;
}

Result<json> paths(const cli::Args&, const json&) {
    SCC_TRY(const std::string here, path::current());
    const auto settings = load_settings(places::settings_file());
    json list = json::array({path_json("settings", places::settings_file()),
                             path_json("system organisation", places::system_organisation)});
    const std::string org = settings ? org_path(*settings) : "";
    if (!org.empty()) list.push_back(path_json("organisation", org));
    list.push_back(path_json("workspace", path::join(here, workspace_file)));
    list.push_back(path_json("cache", places::cache_dir()));
    list.push_back(path_json("state", places::state_dir()));
    list.push_back(path_json("data", places::data_dir()));
    return json{{"paths", std::move(list)}};
}

std::string paths_text(const cli::Args&, const json& data) {
    std::string lines;
    for (const json& at : data.at("paths")) {
        lines += at.at("name").get<std::string>() + ": " + at.at("path").get<std::string>() +
                 (at.at("exists").get<bool>() ? "" : " (not there)") + "\n";
    }
    return lines;
}

Result<json> init(const cli::Args& args, const json&) {
    SCC_TRY(const std::string here, path::current());
    const std::string directory = path::join(here, args.operand(0));
    if (!file::is_directory(directory)) {
        return Error{Code::not_found, "there is no directory " + text::quoted(directory)};
    }
    const std::string path = path::normal(workspace_file, directory);
    if (file::exists(path) && !args.has("force")) {
        return Error{Code::usage, text::quoted(path) + " is there already", "write over it with --force"};
    }
    SCC_CHECK(file::replace(path, workspace_template, 0644));
    return json{{"paths", json::array({path_json("workspace", path)})}};
}

Result<json> health(const cli::Args&, const json&) {
    return cli::health::document({settings_check(), organisation_check(), team_check()});
}

}  // namespace scc::config
