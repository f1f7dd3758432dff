#include "simulate.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "base/path.hpp"
#include "base/text.hpp"
#include "merge/merge.hpp"
#include "source/sources.hpp"
#include "view/lines.hpp"
#include "wire/nullable.hpp"
#include "wire/parse.hpp"

namespace scc::config {
namespace {

struct Named {
    Org org;
    std::string location;
};

Result<Named> read_at(const std::string& location) {
    SCC_TRY(const json document, wire::parse_file(location));
    SCC_TRY(Org org, read_org(document, location));
    return Named{std::move(org), location};
}

// The file to compare with: the one named, else the one a launch would be under.
Result<Named> read_old(const cli::Args& args) {
    if (const auto against = args.text("against")) return read_at(*against);
    SCC_TRY(Sources sources, read_organisation({.offline = true}));
    if (sources.org) return Named{std::move(*sources.org), sources.sources.front().location};
    return Error{Code::usage, "there is no organisation to compare with", "name a file with --against FILE"};
}

std::vector<std::string> missing_in(const Org& org, const Org& other) {
    std::vector<std::string> names;
    for (const auto& [name, team] : org.teams) {
        if (!other.teams.contains(name)) names.push_back(name);
    }
    return names;
}

// The teams to compare: those asked for, else all of the new file and "", which is nobody's.
Result<std::vector<std::string>> teams_of(const cli::Args& args, const Org& org) {
    std::vector<std::string> teams = text::words(args.text_or("teams", ""), ',');
    for (const std::string& team : teams) {
        if (!org.teams.contains(team)) return no_such_team(org, team);
    }
    if (!teams.empty()) return teams;
    teams = team_names(org);
    teams.insert(teams.begin(), "");
    return teams;
}

// The same change of several teams is one entry.
using Collected = std::map<Change, std::vector<std::string>>;

Collected collected(const Org& old, const Org& fresh, const std::vector<std::string>& teams) {
    Collected all;
    const time::Seconds now = time::now();
    for (const std::string& team : teams) {
        const Rules before = rules_of(old, old.teams.contains(team) ? team : "", now);
        for (Change& change : changes(before, rules_of(fresh, team, now))) all[std::move(change)].push_back(team);
    }
    return all;
}

json change_json(const Change& change, const std::vector<std::string>& teams) {
    json names = json::array();
    for (const std::string& team : teams) names.push_back(wire::text_or_null(team));
    return {{"effect", name_of(change.effect)},
            {"field", change.field},
            {"item", change.item},
            {"before", wire::or_null(change.before)},
            {"after", wire::or_null(change.after)},
            {"teams", std::move(names)}};
}

std::string text_in(const json& at, const char* key) { return at.at(key).get<std::string>(); }

std::string who(const json& teams, std::size_t all) {
    if (teams.size() == all && all > 1) return "everybody";
    constexpr std::size_t most = 4;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < std::min(teams.size(), most); ++i) {
        names.push_back(teams[i].is_null() ? "no team" : teams[i].get<std::string>());
    }
    const std::string rest = teams.size() > most ? " and " + std::to_string(teams.size() - most) + " more" : "";
    return text::join(names, ", ") + rest;
}

// What happened to it: "goes", "is added: VALUE", or from what to what.
std::string event_of(const json& at) {
    const bool was = !at.at("before").is_null();
    const bool is = !at.at("after").is_null();
    if (was && is) return ": " + text_in(at, "before") + " becomes " + text_in(at, "after");
    const std::string value = text_in(at, was ? "before" : "after");
    return std::string(was ? " goes" : " is added") + (value.empty() ? "" : ": " + value);
}

std::string change_text(const json& at, std::size_t teams) {
    const std::string item = text_in(at, "item");
    const std::string what = text_in(at, "effect") + ": " + text_in(at, "field") + (item.empty() ? "" : " " + item);
    return wrapped(what + event_of(at), 0, 8) + wrapped("for " + who(at.at("teams"), teams), 4, 8);
}

}  // namespace

Rules rules_of(const Org& org, const std::string& team, time::Seconds now) {
    Layers layers{.org = &org, .now = now};
    if (!team.empty()) layers.team = Text{team, {}};
    return rules_of(merge(layers), grants_of(org, team));
}

Result<json> simulate(const cli::Args& args, const json&) {
    SCC_TRY(const Named fresh, read_at(args.operand(0)));
    SCC_TRY(const Named old, read_old(args));
    SCC_TRY(const std::vector<std::string> teams, teams_of(args, fresh.org));
    json list = json::array();
    bool widens = false;
    for (const auto& [change, names] : collected(old.org, fresh.org, teams)) {
        list.push_back(change_json(change, names));
        widens = widens || change.effect == Effect::widens;
    }
    return json{{"file", fresh.location},
                {"against", old.location},
                {"compared", teams.size()},
                {"added", missing_in(fresh.org, old.org)},
                {"removed", missing_in(old.org, fresh.org)},
                {"widens", widens},
                {"changes", std::move(list)}};
}

std::string simulate_text(const cli::Args&, const json& data) {
    std::string lines;
    for (const json& at : data.at("changes")) lines += change_text(at, data.at("compared"));
    for (const char* what : {"added", "removed"}) {
        for (const json& team : data.at(what)) lines += std::string(what) + ": team " + team.get<std::string>() + "\n";
    }
    return lines.empty() ? "nothing changes for anybody\n" : lines;
}

Code simulate_status(const json& data) { return data.at("widens").get<bool>() ? Code::denied : Code::ok; }

}  // namespace scc::config
