#include "files.hpp"

#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "source/sources.hpp"

namespace scc::config {
namespace {

constexpr const char* workspace_template =
    R"(# What this workspace asks scc for. A workspace may narrow what its organisation and team decided; what it adds, they
# must have let workspaces add. 'scc-config explain' shows what of it counts.

# network_policy = "web-egress-enforced"
# additional_plugins = ["name@marketplace"]
# allowed_destinations = ["registry.example.com", "set:npm"]
# blocked_destinations = ["telemetry.example.com"]
# protected_branches = ["release"]
# protected_files = [".envrc"]

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

json path_json(const char* name, const std::string& path) {
    return {{"name", name}, {"path", path}, {"exists", file::exists(path)}};
}

}  // namespace

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

}  // namespace scc::config
