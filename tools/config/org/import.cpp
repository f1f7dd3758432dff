#include "import.hpp"

#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "cli/log.hpp"
#include "model/settings_file.hpp"
#include "proc/credential.hpp"
#include "review.hpp"
#include "source/sources.hpp"
#include "source/team_copy.hpp"

namespace scc::config {
namespace {

Error machine_decides() {
    return {Code::denied,
            "no organisation can be chosen: this machine belongs to one",
            "ask the machine's owner",
            places::system_organisation};
}

// The source that the command line names.
Result<OrgSource> source_of(const cli::Args& args, const Settings& settings) {
    SCC_TRY(const std::string here, path::current());
    auto location = location_in(args.operand(0), here);
    if (!location) {
        location.error().code = Code::usage;
        return location.error();
    }
    OrgSource source{.location = *location,
                     .shown = location->shown(),
                     .credential = {args.text_or("auth", ""), args.text_or("auth-header", "")},
                     .sha256 = args.text_or("digest", ""),
                     .key_file = places::organisation_key};
    if (settings.preferences.ca_bundle) source.ca_bundle = settings.preferences.ca_bundle->value;
    if (!source.credential.auth.empty()) {
        auto checked = credential::check(source.credential.auth);
        if (!checked) checked.error().code = Code::usage;
        SCC_CHECK(std::move(checked));
    }
    return source;
}

// What config.toml shall hold: a string where the source is all there is to say.
json setting_of(const OrgSource& source, const std::string& written) {
    const std::string url = source.location.is_remote() ? written : source.location.url;
    json table = {{"url", url}};
    if (!source.credential.auth.empty()) table["auth"] = source.credential.auth;
    if (!source.credential.header.empty()) table["auth_header"] = source.credential.header;
    if (!source.sha256.empty()) table["sha256"] = source.sha256;
    return table.size() == 1 ? json(url) : table;
}

Result<Done> store(const std::vector<std::string>& key, const json& value) {
    const std::string path = places::settings_file();
    return model::change_settings_file(path, key, value, [&](const json& document) -> Result<Done> {
        SCC_CHECK(read_settings(document, path));
        return Done{};
    });
}

json findings_json(const Org& org) {
    json list = json::array();
    for (const Finding& at : review(org)) {
        list.push_back({{"message", at.message}, {"where", at.where}, {"hint", at.hint}});
    }
    return list;
}

Result<Done> keep(const OrgSource& source, const std::string& written, const Settings& settings, const Org& org) {
    SCC_CHECK(store({"organization_source"}, setting_of(source, written)));
    if (settings.standalone) SCC_CHECK(store({"standalone"}, false));
    if (settings.team && !org.teams.contains(settings.team->value)) {
        cli::log::warning("the selected team " + text::quoted(settings.team->value) +
                          " is none of this organisation's; 'scc-config team switch' selects another");
    }
    return Done{};
}

json team_row(const Sources& sources, const Team& team) {
    const auto& bundle = sources.settings.preferences.ca_bundle;
    const auto found = team_copy(*sources.org, team, bundle ? bundle->value : "", Renewal::always, false);
    json row = {{"name", team.name},
                {"source", team.source->location.shown()},
                {"digest", nullptr},
                {"changed", false},
                {"error", nullptr}};
    if (found) {
        row["digest"] = found->copy.entry.digest;
        row["changed"] = found->copy.changed;
    } else {
        row["error"] = {{"code", name_of(found.error().code)}, {"message", found.error().message}};
    }
    return row;
}

}  // namespace

Result<json> import_org(const cli::Args& args, const json&) {
    SCC_TRY(const bool of_machine, file::is_there(places::system_organisation));
    if (of_machine) return machine_decides();
    SCC_TRY(const Settings settings, load_settings(places::settings_file()));
    SCC_TRY(const OrgSource source, source_of(args, settings));
    const bool preview = args.has("preview");
    SCC_TRY(const Organisation found, organisation_at(source, preview ? Renewal::unkept : Renewal::always, false));
    if (!preview) SCC_CHECK(keep(source, args.operand(0), settings, found.org));
    const Org& org = found.org;
    return json{{"source", source.shown},
                {"digest", found.from.copy.entry.digest},
                {"organization", {{"id", org.id}, {"name", org.name}, {"contact", org.contact}}},
                {"teams", team_names(org)},
                {"pinned", !source.sha256.empty()},
                {"signed", found.from.is_signed},
                {"preview", preview},
                {"findings", findings_json(org)}};
}

std::string import_text(const cli::Args&, const json& data) {
    const json& org = data.at("organization");
    std::string lines = std::string(data.at("preview").get<bool>() ? "would import " : "imported ") +
                        org.at("name").get<std::string>() + " (" + org.at("id").get<std::string>() + ")\n";
    lines += "from " + data.at("source").get<std::string>() + "\nSHA-256 " + data.at("digest").get<std::string>() +
             (data.at("pinned").get<bool>() ? ", pinned" : "") + (data.at("signed").get<bool>() ? ", signed" : "") +
             "\n";
    lines += text::count_of(data.at("teams").size(), "team") + "\n";
    for (const json& at : data.at("findings")) {
        lines += "warning: " + at.at("where").get<std::string>() + ": " + at.at("message").get<std::string>() + "\n";
    }
    return lines;
}

Result<json> update_org(const cli::Args& args, const json&) {
    SCC_TRY(Request request, request_from(args));
    const auto wanted = request.team;
    request.team.reset();
    request.renewal = Renewal::always;
    SCC_TRY(const Sources sources, read_organisation(request));
    if (!sources.org) {
        return Error{Code::not_found,
                     "there is no organisation to ask again",
                     "take one on with 'scc-config org import SOURCE'"};
    }
    if (wanted && !sources.org->teams.contains(*wanted)) return no_such_team(*sources.org, *wanted);
    if (wanted && !sources.org->teams.at(*wanted).source) {
        return Error{Code::usage, "team " + text::quoted(*wanted) + " has no file of its own", "leave out --team"};
    }
    json teams = json::array();
    for (const auto& [name, team] : sources.org->teams) {
        const bool meant = args.has("all-teams") || (wanted && *wanted == name);
        if (meant && team.source) teams.push_back(team_row(sources, team));
    }
    const Copy& copy = sources.from->copy;
    return json{{"source", sources.from->source.shown},
                {"digest", copy.entry.digest},
                {"changed", copy.changed},
                {"teams", std::move(teams)}};
}

std::string update_text(const cli::Args&, const json& data) {
    const auto outcome = [](const json& at) -> std::string {
        return at.at("changed").get<bool>() ? "changed" : "unchanged";
    };
    std::string lines = data.at("source").get<std::string>() + ": " + outcome(data) + "\n";
    for (const json& team : data.at("teams")) {
        const json& error = team.at("error");
        lines += "team " + team.at("name").get<std::string>() + ": " +
                 (error.is_null() ? outcome(team) : error.at("message").get<std::string>()) + "\n";
    }
    return lines;
}

Code update_status(const json& data) {
    for (const json& team : data.at("teams")) {
        const json& error = team.at("error");
        if (!error.is_null()) return code_named(error.at("code").get<std::string>());
    }
    return Code::ok;
}

}  // namespace scc::config
