#include "report/page.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "base/text.hpp"
#include "report/html.hpp"

namespace scc::audit {
namespace {

using html::Column;
using Rows = std::vector<std::vector<std::string>>;

constexpr std::string_view head = R"(<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>Audit report</title><style>)";

constexpr time::Seconds day_seconds = 86400;
constexpr std::size_t most_filled_days = 400;

std::uint64_t count_in(const Day& day, const std::string& verdict) {
    const auto found = day.verdicts.find(verdict);
    return found == day.verdicts.end() ? 0 : found->second;
}

html::Bar bar_of(const std::string& name, const Day& day) { return {name, day.sessions, count_in(day, "block")}; }

// Days on which nothing happened have a place in the chart, unless there are very many.
std::vector<html::Bar> bars_of(const Tally& tally) {
    std::vector<html::Bar> bars;
    std::optional<time::Seconds> next;
    for (const auto& [name, day] : tally.days) {
        const auto at = time::parse(name + "T00:00:00Z");
        if (!at) continue;
        const bool fill = next && *at - *next < static_cast<time::Seconds>(most_filled_days) * day_seconds;
        for (; fill && *next < *at; *next += day_seconds) bars.push_back({time::text_of(*next).substr(0, name.size())});
        bars.push_back(bar_of(name, day));
        next = *at + day_seconds;
    }
    return bars;
}

std::string tile(std::string_view id, std::string_view name, const std::string& value, std::string_view kind = "") {
    return "<li id=\"" + std::string(id) + "\"><b class=\"" + std::string(kind) + "\">" + html::escaped(value) +
           "</b> " + std::string(name) + "</li>\n";
}

std::uint64_t total(const Counter& counter, std::string_view name = "") {
    std::uint64_t sum = 0;
    for (const auto& [of, count] : counter.sorted()) sum += name.empty() || of == name ? count : 0;
    return sum;
}

std::string tiles(const Report& report) {
    const Tally& tally = report.tally;
    const bool whole = report.pass.findings.is_whole();
    return "<ul class=\"tiles\">\n" + tile("sessions", "sessions", std::to_string(tally.sessions.size())) +
           tile("events", "events", std::to_string(tally.events)) +
           tile("blocked", "refused", std::to_string(total(tally.verdicts, "block"))) +
           tile("warned", "warned about", std::to_string(total(tally.verdicts, "warn"))) +
           tile("released", "exceptions used", std::to_string(total(tally.exceptions))) +
           tile("whole", "log", whole ? "whole" : "not whole", whole ? "good" : "bad") + "</ul>\n";
}

std::string integrity(const Report& report) {
    const Findings& findings = report.pass.findings;
    const std::string read =
        text::count_of(findings.records, "record") + " in " + text::count_of(report.segments, "segment");
    Rows rows;
    for (const Fault& fault : findings.faults) rows.push_back({fault.where, fault.message});
    if (findings.fault_count > rows.size()) {
        rows.push_back({"", "and " + std::to_string(findings.fault_count - rows.size()) + " more"});
    }
    return html::table("integrity",
                       "Integrity",
                       {{"Where"}, {"What"}},
                       rows,
                       read + ": every record is as it was written, and none is missing.");
}

std::string chart(const Tally& tally) {
    return "<section id=\"days\"><h2>Sessions and refusals by day</h2>\n<p class=\"soft\"><span class=\"key\" "
           "style=\"background:var(--bar)\"></span>sessions<span class=\"key\" "
           "style=\"background:var(--bad)\"></span>refusals</p>\n" +
           html::chart(bars_of(tally)) + "</section>\n";
}

std::string refusals(const Tally& tally) {
    Rows rows;
    for (const auto& [refusal, count] : tally.refusals) {
        rows.push_back({refusal.rule, refusal.team, refusal.provider, std::to_string(count)});
    }
    std::ranges::stable_sort(rows, [](const auto& a, const auto& b) { return std::stoull(a[3]) > std::stoull(b[3]); });
    return html::table(
        "refusals", "Refusals", {{"Rule"}, {"Team"}, {"Provider"}, {"Refused", true}}, rows, "Nothing was refused.");
}

std::string counted(std::string_view id,
                    std::string_view heading,
                    std::string_view column,
                    const Counter& counter,
                    std::string_view none) {
    Rows rows;
    for (const auto& [name, count] : counter.sorted()) rows.push_back({name, std::to_string(count)});
    return html::table(id, heading, {{column}, {"Times", true}}, rows, none);
}

std::string days(const Tally& tally) {
    Rows rows;
    for (const auto& [name, day] : tally.days) {
        rows.push_back({name,
                        std::to_string(day.sessions),
                        std::to_string(day.events),
                        std::to_string(count_in(day, "warn")),
                        std::to_string(count_in(day, "block"))});
    }
    return html::table("by-day",
                       "Days",
                       {{"Day"}, {"Sessions", true}, {"Events", true}, {"Warned", true}, {"Refused", true}},
                       rows,
                       "Nothing happened.");
}

std::string period(const Report& report) {
    const Tally& tally = report.tally;
    const std::string span = tally.first.empty() ? "no events" : tally.first + " to " + tally.last;
    return "<h1>Audit report</h1>\n<p class=\"soft\">" + html::escaped(span) +
           (report.wanted.empty() ? "" : " · " + html::escaped(report.wanted)) + " · made " +
           html::escaped(report.generated) + "</p>\n";
}

}  // namespace

std::string page_of(const Report& report) {
    const Tally& tally = report.tally;
    return std::string(head) + page_style + "</style></head><body>\n" + period(report) + tiles(report) +
           integrity(report) + chart(tally) + refusals(tally) +
           counted("teams", "Teams", "Team", tally.teams, "No event names a team.") +
           counted("providers", "Providers", "Provider", tally.providers, "No event names a provider.") +
           counted("hosts-refused", "Hosts refused", "Host", tally.hosts_refused, "No host was refused.") +
           counted("hosts-reached",
                   "Hosts reached",
                   "Host",
                   tally.hosts_reached,
                   "No host was reached through the proxy.") +
           counted("exceptions", "Exceptions used", "Exception", tally.exceptions, "No exception was used.") +
           days(tally) + "<script>" + page_script + "</script></body></html>\n";
}

}  // namespace scc::audit
