#include "commands.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "cli/log.hpp"
#include "model/discover.hpp"
#include "profile.hpp"
#include "view/resolve.hpp"
#include "wire/parse.hpp"

namespace scc::config {
namespace {

// A workspace, the repository it belongs to, and where the profile of that is kept.
struct Spot {
    std::string root;
    std::string repository;
    std::string path;
};

Spot spot_of(const model::Workspace& workspace) {
    const std::string repository = repository_of(workspace);
    return {workspace.root, repository, profile_path(repository)};
}

Result<Spot> spot_at(const std::string& operand) {
    SCC_TRY(const std::string here, path::current());
    SCC_TRY(const model::Workspace workspace, model::discover(path::join(here, operand)));
    return spot_of(workspace);
}

Result<Profile> profile_of(const Spot& spot) {
    auto profile = load_profile(spot.path);
    if (profile || profile.error().code != Code::not_found) return profile;
    return Error{Code::not_found,
                 "there is no personal profile for " + text::quoted(spot.repository),
                 "save one with 'scc-config profile save'"};
}

json summary(const Profile& profile, const std::string& path, const std::string& state) {
    return {{"repository", profile.repository},
            {"path", path},
            {"state", state},
            {"saved_at", profile.saved_at},
            {"plugins", profile.layer.plugins.size()},
            {"mcp_servers", profile.layer.mcp_servers.size()},
            {"settings", profile.layer.agent_settings.size()}};
}

std::string counts_text(std::size_t plugins, std::size_t servers, std::size_t settings) {
    return text::count_of(plugins, "plugin") + ", " + text::count_of(servers, "MCP server") + ", " +
           text::count_of(settings, "setting");
}

// What of the personal layer's profile the merge took, and what it did not.
json effect_of(const Situation& found, const Profile& profile, const Spot& spot) {
    const model::Effective effective = effective_of(found.sources, found.request, time::now());
    const std::string document = "personal/" + std::string(path::basename(spot.path)) + ":";
    json counts = json::array();
    const auto add = [&](const std::string& item, const model::Origin& origin) {
        if (origin.because.starts_with(document)) counts.push_back(item);
    };
    for (const auto& at : effective.plugins) add("plugin " + at.ref, at.origin);
    for (const auto& at : effective.mcp_servers) add("mcp " + at.name, at.origin);
    for (const auto& at : effective.agent_settings) add("setting " + at.provider + " " + at.key, at.origin);
    json refused = json::array();
    for (const auto* list : {&effective.denied, &effective.blocked}) {
        for (const model::Refusal& at : *list) {
            if (at.layer == "personal") refused.push_back(model::to_json(at));
        }
    }
    return {{"repository", spot.repository},
            {"path", spot.path},
            {"active", profile.active},
            {"counts", std::move(counts)},
            {"refused", std::move(refused)}};
}

Result<json> import_one(const std::string& path, bool force) {
    SCC_TRY(Profile profile, load_profile(path));
    if (profile.repository.empty()) {
        return Error{Code::config, "the profile does not say for which repository it is", "", path};
    }
    const std::string kept = profile_path(profile.repository);
    const auto there = load_profile(kept);
    if (there && there->content == profile.content) return summary(profile, kept, "identical");
    if (there && !force) return summary(profile, kept, "skipped");
    SCC_CHECK(write_profile(profile));
    return summary(profile, kept, "imported");
}

Result<std::vector<std::string>> files_in(const std::string& path) {
    if (!file::is_directory(path)) return std::vector<std::string>{path};
    SCC_TRY(const std::vector<std::string> names, file::list(path));
    std::vector<std::string> files;
    for (const std::string& name : names) {
        if (name.ends_with(".json") && name != "index.json") files.push_back(path::join(path, name));
    }
    return files;
}

void warn_of_left_out(const json& settings) {
    wire::Reader in(settings, "scc-provider settings");
    in.open();
    in.for_each("left_out", [](wire::Reader& at) {
        cli::log::warning(at.text("provider") + " " + at.text("key") + " is left out: " + at.text("reason"));
    });
}

std::string lines_of(const json& list, const char* before) {
    std::string lines;
    for (const json& item : list) lines += before + item.get<std::string>() + "\n";
    return lines;
}

}  // namespace

Result<json> save_profile(const cli::Args& args, const json& input) {
    const bool given = args.operand(0) == "-";
    SCC_TRY(const Spot spot, spot_at(given ? "" : args.operand(0)));
    json settings = input;
    if (!given) {
        SCC_TRY(settings, agent_settings({spot.root}));
    }
    SCC_TRY(const Profile profile, profile_from(settings, spot.repository));
    warn_of_left_out(settings);
    SCC_CHECK(write_profile(profile));
    return to_json(profile);
}

Result<json> export_profile(const cli::Args& args, const json&) {
    SCC_TRY(const Spot spot, spot_at(args.operand(0)));
    SCC_TRY(const Profile profile, profile_of(spot));
    return to_json(profile);
}

std::string profile_text(const cli::Args&, const json& data) {
    std::size_t settings = 0;
    for (const json& each : data.at("settings")) settings += each.size();
    return data.at("repository").get<std::string>() + ": " +
           counts_text(data.at("plugins").size(), data.at("mcp_servers").size(), settings) + "\n";
}

Result<json> apply_profile(const cli::Args& args, const json&) {
    SCC_TRY(Situation found, situation(args, nullptr));
    const Spot spot = spot_of(found.workspace);
    SCC_TRY(Profile profile, profile_of(spot));
    profile.active = !args.has("off");
    found.sources.profile.reset();
    if (profile.active) found.sources.profile = profile.layer;
    if (!args.has("preview")) SCC_CHECK(write_profile(profile));
    return effect_of(found, profile, spot);
}

std::string effect_text(const cli::Args& args, const json& data) {
    std::string lines = data.at("repository").get<std::string>() + ": " + (args.has("preview") ? "would be " : "") +
                        (data.at("active").get<bool>() ? "active" : "off") + "\n";
    lines += lines_of(data.at("counts"), "  ");
    for (const json& at : data.at("refused")) {
        lines += "  refused: " + at.at("kind").get<std::string>() + " " +
                 text::quoted(at.at("item").get<std::string>()) + ": " + at.at("reason").get<std::string>() + "\n";
    }
    return lines;
}

// Without any file there is nothing that could have drifted.
Result<json> profile_status(const cli::Args& args, const json&) {
    SCC_TRY(const Spot spot, spot_at(args.operand(0)));
    SCC_TRY(const Profile profile, profile_of(spot));
    SCC_TRY(const json settings, agent_settings({spot.root}));
    SCC_TRY(const Profile now, profile_from(settings, spot.repository));
    const bool there = !settings.at("files").empty();
    json changes = there ? changes_between(profile.content, now.content) : json::array();
    return json{{"repository", spot.repository},
                {"path", spot.path},
                {"saved_at", profile.saved_at},
                {"active", profile.active},
                {"drift", !changes.empty()},
                {"changes", std::move(changes)}};
}

std::string profile_status_text(const cli::Args&, const json& data) {
    return data.at("repository").get<std::string>() + ": " + (data.at("active").get<bool>() ? "active" : "off") +
           ", saved " + data.at("saved_at").get<std::string>() + ", " +
           (data.at("drift").get<bool>() ? text::count_of(data.at("changes").size(), "change") + " since"
                                         : "unchanged since") +
           "\n";
}

std::string profile_diff_text(const cli::Args&, const json& data) {
    std::string lines;
    for (const json& at : data.at("changes")) {
        lines += at.at("change").get<std::string>() + " " + at.at("section").get<std::string>() + " " +
                 at.at("name").get<std::string>() + "\n";
    }
    return lines.empty() ? "no difference\n" : lines;
}

Result<json> list_profiles(const cli::Args&, const json&) {
    SCC_TRY(const std::vector<std::string> files, files_in(profile_directory()));
    json list = json::array();
    for (const std::string& path : files) {
        if (!file::exists(path)) continue;
        SCC_TRY(const Profile profile, load_profile(path));
        list.push_back(summary(profile, path, profile.active ? "active" : "off"));
    }
    return json{{"profiles", std::move(list)}};
}

Result<json> import_profiles(const cli::Args& args, const json&) {
    SCC_TRY(const std::string here, path::current());
    SCC_TRY(const std::vector<std::string> files, files_in(path::normal(args.operand(0), here)));
    json list = json::array();
    for (const std::string& path : files) {
        SCC_TRY(json one, import_one(path, args.has("force")));
        list.push_back(std::move(one));
    }
    return json{{"profiles", std::move(list)}};
}

std::string profiles_text(const cli::Args&, const json& data) {
    std::string lines;
    for (const json& at : data.at("profiles")) {
        lines += at.at("state").get<std::string>() + "  " + at.at("repository").get<std::string>() + "  " +
                 counts_text(at.at("plugins"), at.at("mcp_servers"), at.at("settings")) + "\n";
    }
    return lines.empty() ? "no profiles\n" : lines;
}

}  // namespace scc::config
