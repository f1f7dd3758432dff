#include "validate_team.hpp"

#include <nlohmann/json.hpp>

#include "base/path.hpp"
#include "base/text.hpp"
#include "source/sources.hpp"
#include "source/team_copy.hpp"
#include "team.hpp"
#include "wire/parse.hpp"

namespace scc::config {
namespace {

// What the team, and nobody else, asked for and did not get.
json refused_in(const model::Effective& effective, const std::string& layer) {
    json rows = json::array();
    const auto add = [&](const char* list, const std::vector<model::Refusal>& refusals) {
        for (const model::Refusal& at : refusals) {
            if (at.layer != layer) continue;
            rows.push_back({{"list", list},
                            {"kind", at.kind},
                            {"item", at.item},
                            {"reason", at.reason},
                            {"because", at.origin.because}});
        }
    };
    add("blocked", effective.blocked);
    add("denied", effective.denied);
    add("narrowed", effective.narrowed);
    return rows;
}

// The source a file on this machine is, with all that the organisation grants the team.
Result<Done> take_file(const std::string& name, const std::string& file, Sources& sources) {
    SCC_TRY(const std::string here, path::current());
    Team team = sources.org->teams.at(name);
    team.source = TeamSource{.location = {.url = path::normal(file, here)}};
    SCC_TRY(TeamCopy found, team_copy(*sources.org, team, "", Renewal::never, false));
    apply(std::move(found.file), *sources.org, name);
    return Done{};
}

}  // namespace

Result<json> validate_team(const cli::Args& args, const json&) {
    SCC_TRY(const Request request, request_from(args));
    SCC_TRY(Sources sources, read_organisation(request));
    if (!sources.org) {
        return Error{
            Code::not_found, "there is no organisation, and so there are no teams", "name its file with --org FILE"};
    }
    const std::string name = args.operand(0).empty() ? selected_in(sources) : args.operand(0);
    if (name.empty()) return Error{Code::usage, "the name of a team is missing", "see 'scc-config team list'"};
    if (!sources.org->teams.contains(name)) return no_such_team(*sources.org, name);
    const auto file = args.text("file");
    SCC_CHECK(file ? take_file(name, *file, sources) : take_team_file(name, request, sources));
    const auto& source = sources.org->teams.at(name).source;
    const model::Effective effective = merge({.org = &*sources.org, .team = Text{name, {}}, .now = time::now()});
    json refused = refused_in(effective, "team." + name);
    json plugins = json::array();
    for (const model::Plugin& plugin : effective.plugins) plugins.push_back(plugin.ref);
    json shown;
    if (file) shown = *file;
    else if (source) shown = source->location.shown();
    return json{
        {"team", name}, {"source", shown}, {"valid", refused.empty()}, {"plugins", plugins}, {"refused", refused}};
}

std::string validate_team_text(const cli::Args&, const json& data) {
    const std::string name = text::quoted(data.at("team").get<std::string>());
    if (data.at("valid").get<bool>()) return "team " + name + " gets all it asks for\n";
    std::string lines;
    for (const json& at : data.at("refused")) {
        lines += at.at("list").get<std::string>() + ": " + at.at("kind").get<std::string>() + " " +
                 text::quoted(at.at("item").get<std::string>()) + ": " + at.at("reason").get<std::string>() + " (" +
                 at.at("because").get<std::string>() + ")\n";
    }
    return lines;
}

Code validate_team_status(const json& data) { return data.at("valid").get<bool>() ? Code::ok : Code::denied; }

}  // namespace scc::config
