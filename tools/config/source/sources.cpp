#include "sources.hpp"

#include <nlohmann/json.hpp>

#include "artifact/supply.hpp"
#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "exception/store.hpp"
#include "model/discover.hpp"
#include "personal/profile.hpp"
#include "team_copy.hpp"
#include "wire/digest.hpp"
#include "wire/parse.hpp"

namespace scc::config {
namespace {

Error system_decides(std::string_view option, const std::string& system_org) {
    return {Code::denied,
            "option '" + std::string(option) + "' is not allowed: this machine belongs to an organisation",
            "leave the option out",
            system_org};
}

Result<Done> take(const OrgSource& source, const Request& request, Sources& sources) {
    const Renewal renewal = request.no_user ? Renewal::unkept : request.renewal;
    SCC_TRY(Organisation found, organisation_at(source, renewal, request.offline));
    sources.sources.push_back({"org", source.shown, found.from.copy.entry.digest, found.from.copy.age});
    sources.org = std::move(found.org);
    sources.from = std::move(found.from);
    return Done{};
}

// Leaves the organisation, unless the one this person belongs to forbids that.
Result<Done> leave(const Settings& settings, const Request& request) {
    if (!settings.organization_source) return Done{};
    SCC_TRY(const OrgSource source, source_in(settings, request.system_key));
    if (!source.location.is_remote()) {
        SCC_TRY(const bool there, file::is_there(source.location.url));
        if (!there) return Done{};
    }
    Sources own;
    SCC_CHECK(take(source, request, own));
    if (!own.org->security.standalone_forbidden) return Done{};
    return Error{Code::denied,
                 "the organisation does not allow working without its rules",
                 "leave out --standalone, and standalone in config.toml",
                 own.org->origin("/security/standalone").because};
}

Result<Done> find_org(const Request& request, Sources& sources) {
    SCC_TRY(const bool of_machine, file::is_there(request.system_org));
    if (of_machine) {
        if (request.org_file) return system_decides("--org", request.system_org);
        if (request.standalone) return system_decides("--standalone", request.system_org);
        return take({.location = {.url = request.system_org}, .shown = request.system_org, .of_machine = true},
                    request,
                    sources);
    }
    if (request.org_file) {
        SCC_TRY(const std::string here, path::current());
        SCC_TRY(const Location location, location_in(*request.org_file, here));
        const auto& bundle = sources.settings.preferences.ca_bundle;
        return take({.location = location,
                     .shown = *request.org_file,
                     .ca_bundle = bundle ? bundle->value : "",
                     .key_file = request.system_key},
                    request,
                    sources);
    }
    if (request.standalone || sources.settings.standalone) return leave(sources.settings, request);
    if (!sources.settings.organization_source) return Done{};
    SCC_TRY(const OrgSource source, source_in(sources.settings, request.system_key));
    return take(source, request, sources);
}

Result<Done> find_team(const Request& request, Sources& sources) {
    if (request.team && !sources.org) {
        return Error{Code::usage, "option '--team' needs an organisation", "name its file with --org FILE"};
    }
    if (!sources.org) return Done{};
    if (request.team) {
        sources.team = Text{*request.team, {"command-line", "--team"}};
    } else if (sources.settings.team) {
        sources.team = sources.settings.team;
    } else if (sources.org->default_profile) {
        sources.team = Text{*sources.org->default_profile, sources.org->origin("/organization/default_profile")};
    }
    if (!sources.team) return Done{};
    if (!sources.org->teams.contains(sources.team->value)) return no_such_team(*sources.org, sources.team->value);
    return take_team_file(sources.team->value, request, sources);
}

Result<Done> read_workspace_layer(const std::string& root, Sources& sources) {
    const std::string path = path::join(root, workspace_file);
    auto bytes = file::read(path, wire::max_bytes);
    if (!bytes && bytes.error().code == Code::not_found) return Done{};
    SCC_TRY(const std::string text, std::move(bytes));
    SCC_TRY(const nlohmann::json document, wire::parse_toml(text, path));
    SCC_TRY(sources.workspace, read_workspace_file(document, path));
    sources.sources.push_back({"workspace", path, wire::sha256(text), "fresh"});
    return Done{};
}

// The person's profile for the repository around `root`, where it is active, or the one the request names.
Result<Done> read_profile_layer(const Request& request, const std::string& root, Sources& sources) {
    if (request.no_personal) return Done{};
    std::string path;
    if (request.personal_file) {
        SCC_TRY(const std::string here, path::current());
        path = path::normal(*request.personal_file, here);
    } else if (!root.empty() && !request.no_user) {
        const auto workspace = model::discover(root);  // a plan may name a directory of another machine
        if (!workspace) return Done{};
        path = profile_path(repository_of(*workspace));
        if (!file::exists(path)) return Done{};
    }
    if (path.empty()) return Done{};
    SCC_TRY(const Profile profile, load_profile(path));
    if (!profile.active && !request.personal_file) return Done{};
    sources.profile = profile.layer;
    sources.sources.push_back({"personal", path, wire::sha256(profile.content), "fresh"});
    return Done{};
}

// What config.toml says stands before what the profile says.
std::optional<Layer> joined(std::optional<Layer> personal, const std::optional<Layer>& profile) {
    if (!profile) return personal;
    if (!personal) return profile;
    const auto append = [](auto& into, const auto& from) { into.insert(into.end(), from.begin(), from.end()); };
    append(personal->plugins, profile->plugins);
    append(personal->mcp_servers, profile->mcp_servers);
    append(personal->agent_settings, profile->agent_settings);
    return personal;
}

}  // namespace

Result<Request> request_from(const cli::Args& args) {
    Request request{.org_file = args.text("org"),
                    .team = args.text("team"),
                    .network = args.text("network"),
                    .standalone = args.has("standalone"),
                    .offline = args.has("offline"),
                    .no_personal = args.has("no-personal"),
                    .no_user = args.has("no-user"),
                    .personal_file = args.text("personal"),
                    .exceptions_file = args.text("exceptions")};
    if (request.standalone && request.org_file) {
        return Error{Code::usage, "options '--org' and '--standalone' exclude each other"};
    }
    if (request.network && !model::network_policy_named(*request.network)) {
        return Error{Code::usage,
                     "there is no network policy " + text::quoted(*request.network),
                     "write " + text::alternatives(model::network_policy_names())};
    }
    return request;
}

Error no_such_team(const Org& org, const std::string& team) {
    const std::vector<std::string> names = team_names(org);
    const std::string meant = text::nearest(team, names);
    std::string hint = names.empty() ? "the organisation has no teams" : "see 'scc-config team list'";
    if (!meant.empty()) hint = "did you mean " + text::quoted(meant) + "?";
    return {Code::not_found, "there is no team " + text::quoted(team), hint, org.document + ":/profiles"};
}

std::string org_path(const Settings& settings) {
    if (file::exists(places::system_organisation)) return places::system_organisation;
    if (!settings.organization_source) return "";
    const auto source = source_in(settings, "");
    if (!source) return "";
    if (!source->location.is_remote()) return source->location.url;
    const Cache cache(source->location.canonical());
    const auto entry = cache.load();
    return cache.directory() + "/" + (entry && *entry ? (*entry)->digest : "meta.json");
}

Result<Done> take_team_file(const std::string& team, const Request& request, Sources& sources) {
    const Team& own = sources.org->teams.at(team);
    if (!own.source) return Done{};
    const auto& bundle = sources.settings.preferences.ca_bundle;
    const Renewal renewal = request.no_user ? Renewal::unkept : request.renewal;
    auto found = team_copy(*sources.org, own, bundle ? bundle->value : "", renewal, request.offline);
    if (!found && found.error().code == Code::prereq && renewal == Renewal::never) return Done{};
    if (!found) return found.error();
    sources.sources.push_back(
        {"team." + team, own.source->location.shown(), found->copy.entry.digest, found->copy.age});
    apply(std::move(found->file), *sources.org, team);
    return Done{};
}

Result<Sources> read_organisation(const Request& request) {
    Sources sources;
    sources.settings.path = places::settings_file();
    if (!request.no_user) {
        SCC_TRY(sources.settings, load_settings(places::settings_file()));
    }
    SCC_CHECK(find_org(request, sources));
    return sources;
}

Result<Sources> read_sources(const Request& request, const std::string& root) {
    SCC_TRY(Sources sources, read_organisation(request));
    SCC_CHECK(find_team(request, sources));
    if (!root.empty()) SCC_CHECK(read_workspace_layer(root, sources));
    SCC_CHECK(read_profile_layer(request, root, sources));
    SCC_TRY(sources.exceptions, read_exception_stores(request, root, &sources.sources));
    return sources;
}

Result<std::vector<Exception>> read_exception_stores(const Request& request,
                                                     const std::string& root,
                                                     std::vector<model::Source>* sources) {
    std::vector<StoreFile> files;
    if (request.exceptions_file) {
        SCC_TRY(const std::string here, path::current());
        const std::string path = path::normal(*request.exceptions_file, here);
        files.push_back({Store::personal, path, std::string(path::basename(path)), true});
    } else {
        if (!root.empty()) files.push_back(workspace_store(root));
        if (!request.no_user) files.push_back(personal_store());
    }
    std::vector<Exception> all;
    for (const StoreFile& file : files) {
        SCC_TRY(const Stored stored, read_store(file));
        all.insert(all.end(), stored.exceptions.begin(), stored.exceptions.end());
        if (sources == nullptr || stored.exceptions.empty()) continue;
        sources->push_back({"exception", file.path, stored.digest, "fresh"});
    }
    return all;
}

Layers layers_of(const Sources& sources, const Request& request, time::Seconds now) {
    Layers layers{.org = sources.org ? &*sources.org : nullptr, .team = sources.team};
    if (sources.org && !request.no_user) layers.marketplace_names = known_names(*sources.org);
    if (!request.no_personal) layers.personal = joined(sources.settings.personal, sources.profile);
    layers.workspace = sources.workspace;
    if (request.network) {
        layers.command_line =
            Layer{.name = "command-line", .network_policy = Text{*request.network, {"command-line", "--network"}}};
    }
    layers.preferences = sources.settings.preferences;
    layers.exceptions = sources.exceptions;
    layers.now = now;
    return layers;
}

model::Effective effective_of(const Sources& sources, const Request& request, time::Seconds now) {
    model::Effective effective = merge(layers_of(sources, request, now));
    effective.sources = sources.sources;
    return effective;
}

}  // namespace scc::config
