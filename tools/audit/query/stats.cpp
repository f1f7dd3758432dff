#include "query/stats.hpp"

#include <nlohmann/json.hpp>
#include <vector>

#include "base/path.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "cli/table.hpp"
#include "log/segment.hpp"
#include "query/ask.hpp"
#include "query/sentence.hpp"
#include "query/stream.hpp"
#include "query/tally.hpp"

namespace scc::audit {
namespace {

constexpr std::size_t listed_names = 10;

json days_of(const Tally& tally) {
    json days = json::array();
    for (const auto& [name, day] : tally.days) {
        const auto count = [&](const char* verdict) {
            const auto found = day.verdicts.find(verdict);
            return found == day.verdicts.end() ? 0 : found->second;
        };
        days.push_back({{"day", name},
                        {"sessions", day.sessions},
                        {"events", day.events},
                        {"allowed", count("allow")},
                        {"warned", count("warn")},
                        {"blocked", count("block")}});
    }
    return days;
}

json counts_in(const Tally& tally) {
    const std::pair<const char*, const Counter*> counters[] = {
        {"type", &tally.types},
        {"verdict", &tally.verdicts},
        {"provider", &tally.providers},
        {"team", &tally.teams},
        {"workspace", &tally.workspaces},
        {"rule", &tally.rules},
        {"host reached", &tally.hosts_reached},
        {"host refused", &tally.hosts_refused},
        {"exception", &tally.exceptions},
    };
    json counts = json::array();
    for (const auto& [of, counter] : counters) counts.push_back({{"of", of}, {"values", to_json(*counter)}});
    return counts;
}

json text_or_null(const std::string& text) { return text.empty() ? json() : json(text); }

std::string counts_text(const json& counted) {
    std::vector<std::string> values;
    const json& all = counted.at("values");
    for (std::size_t i = 0; i < std::min(all.size(), listed_names); ++i) {
        values.push_back(shown(all[i].at("name")) + " " + all[i].at("count").dump());
    }
    if (all.size() > listed_names) values.push_back("and " + std::to_string(all.size() - listed_names) + " more");
    return values.empty() ? "" : "by " + shown(counted.at("of")) + ": " + text::join(values, ", ") + "\n";
}

}  // namespace

Result<json> stats(const cli::Args& args, const json&) {
    SCC_TRY(const std::string cwd, path::current());
    SCC_TRY(const Wanted wanted, wanted_by(args, time::now(), cwd));
    SCC_TRY(const Snapshot log, snapshot(default_directory()));
    Tally tally;
    SCC_TRY(const Pass pass, pass_over(log, wanted, [&](json&& event, std::string_view) -> Result<Done> {
                tally.take(event);
                return Done{};
            }));
    warn(pass);
    if (tally.events == 0 && !wanted.session.empty()) {
        return Error{Code::not_found, "no event of session " + text::quoted(wanted.session) + " is in the log"};
    }
    return json{{"events", tally.events},
                {"sessions", tally.sessions.size()},
                {"first", text_or_null(tally.first)},
                {"last", text_or_null(tally.last)},
                {"unreadable", pass.unreadable},
                {"verified", pass.is_verified()},
                {"counts", counts_in(tally)},
                {"days", days_of(tally)}};
}

std::string stats_text(const cli::Args&, const json& data) {
    if (data.at("events") == 0) return "no events\n";
    std::vector<std::vector<std::string>> rows = {{"DAY", "SESSIONS", "EVENTS", "ALLOWED", "WARNED", "BLOCKED"}};
    for (const json& day : data.at("days")) {
        std::vector<std::string> row = {shown(day.at("day"))};
        for (const char* key : {"sessions", "events", "allowed", "warned", "blocked"})
            row.push_back(day.at(key).dump());
        rows.push_back(std::move(row));
    }
    std::string text = cli::table(rows) + "\n" + text::count_of(data.at("events").get<std::size_t>(), "event") +
                       " of " + text::count_of(data.at("sessions").get<std::size_t>(), "session") + "\n";
    for (const json& counted : data.at("counts")) text += counts_text(counted);
    return text;
}

}  // namespace scc::audit
