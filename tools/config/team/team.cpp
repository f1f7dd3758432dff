#include "team.hpp"

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "cli/tty.hpp"
#include "settings/setting.hpp"
#include "source/sources.hpp"

namespace scc::config {
namespace {

// Settings and organisation; Code::not_found when there is none to have teams.
Result<Sources> organisation_of(const cli::Args& args) {
    SCC_TRY(Request request, request_from(args));
    if (args.has("sync")) request.renewal = Renewal::always;
    SCC_TRY(Sources sources, read_organisation(request));
    if (sources.org) return sources;
    return Error{Code::not_found,
                 "there is no organisation, and so there are no teams",
                 "name its file with --org FILE or 'scc-config set organization_source FILE'"};
}

json names_of(const std::vector<model::Plugin>& plugins) {
    json names = json::array();
    for (const model::Plugin& plugin : plugins) names.push_back(plugin.ref);
    return names;
}

json names_of(const std::vector<model::McpServer>& servers) {
    json names = json::array();
    for (const model::McpServer& server : servers) names.push_back(server.name);
    return names;
}

json names_of(const std::vector<model::Destination>& destinations) {
    json names = json::array();
    for (const model::Destination& destination : destinations) names.push_back(model::text_of(destination));
    return names;
}

Result<json> described(Sources sources, const std::string& name, const Request& request) {
    const auto found = sources.org->teams.find(name);
    if (found == sources.org->teams.end()) return no_such_team(*sources.org, name);
    SCC_CHECK(take_team_file(name, request, sources));
    const model::Effective effective = merge({.org = &*sources.org, .team = Text{name, {}}, .now = time::now()});
    json providers;
    if (effective.allowed_providers) providers = effective.allowed_providers->value;
    return json{{"name", name},
                {"description", found->second.description},
                {"selected", name == selected_in(sources)},
                {"network_policy", effective.network_policy.value},
                {"plugins", names_of(effective.plugins)},
                {"mcp_servers", names_of(effective.mcp_servers)},
                {"destinations", names_of(effective.destinations)},
                {"providers", providers}};
}

Result<std::string> picked(const cli::Args& args, const Sources& sources) {
    const std::vector<std::string> names = team_names(*sources.org);
    if (names.empty()) return no_such_team(*sources.org, "");
    if (!cli::tty::can_ask(args)) {
        return Error{Code::usage, "the name of a team is missing", "one of " + text::join(names, ", ")};
    }
    SCC_TRY(const std::size_t index, cli::tty::choose("Which team?", names));
    return names[index];
}

std::string line(const char* title, const json& values) {
    std::vector<std::string> words;
    for (const json& value : values) words.push_back(value.get<std::string>());
    return words.empty() ? "" : std::string(title) + ": " + text::join(words, ", ") + "\n";
}

}  // namespace

std::string selected_in(const Sources& sources) {
    if (sources.settings.team) return sources.settings.team->value;
    return sources.org->default_profile.value_or("");
}

Result<json> list_teams(const cli::Args& args, const json&) {
    SCC_TRY(const Sources sources, organisation_of(args));
    const std::string selected = selected_in(sources);
    json teams = json::array();
    for (const auto& [name, team] : sources.org->teams) {
        teams.push_back({{"name", name}, {"description", team.description}, {"selected", name == selected}});
    }
    return json{{"organization", sources.org->id}, {"teams", std::move(teams)}};
}

Result<json> current_team(const cli::Args& args, const json&) {
    SCC_TRY(const Sources sources, organisation_of(args));
    const std::string selected = selected_in(sources);
    SCC_TRY(const Request request, request_from(args));
    if (!selected.empty()) return described(sources, selected, request);
    return Error{Code::not_found, "no team is selected", "select one with 'scc-config team switch NAME'"};
}

Result<json> team_info(const cli::Args& args, const json&) {
    SCC_TRY(const Sources sources, organisation_of(args));
    SCC_TRY(const Request request, request_from(args));
    return described(sources, args.operand(0), request);
}

Result<json> switch_team(const cli::Args& args, const json&) {
    SCC_TRY(Sources sources, organisation_of(args));
    std::string name = args.operand(0);
    if (name.empty()) {
        SCC_TRY(name, picked(args, sources));
    }
    SCC_TRY(Request request, request_from(args));
    request.renewal = Renewal::always;
    sources.settings.team = Text{name, {}};
    SCC_TRY(json team, described(sources, name, request));
    SCC_CHECK(store_setting("team", name));
    return team;
}

std::string teams_text(const cli::Args&, const json& data) {
    std::string lines;
    for (const json& team : data.at("teams")) {
        const std::string description = team.at("description");
        lines += std::string(team.at("selected").get<bool>() ? "* " : "  ") + team.at("name").get<std::string>() +
                 (description.empty() ? "" : "  " + description) + "\n";
    }
    return lines;
}

std::string team_text(const cli::Args&, const json& data) {
    const std::string description = data.at("description");
    const json providers = data.at("providers").is_null() ? json::array() : data.at("providers");
    return data.at("name").get<std::string>() + (description.empty() ? "" : ": " + description) + "\n" +
           "network: " + data.at("network_policy").get<std::string>() + "\n" + line("plugins", data.at("plugins")) +
           line("MCP servers", data.at("mcp_servers")) + line("destinations", data.at("destinations")) +
           line("providers", providers);
}

}  // namespace scc::config
