#include "query/tally.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "query/wanted.hpp"

namespace scc::audit {
namespace {

constexpr std::size_t most_names = 10'000;
constexpr std::string_view others = "(others)";
constexpr std::size_t day_length = std::string_view("2026-02-03").size();

void add_text(Counter& counter, const json& event, std::string_view key) {
    if (const std::string name = text_at(event, key); !name.empty()) counter.add(name);
}

// The exception by its own name, or by what it let go.
std::string exception_of(const json& event) {
    for (const std::string_view key : {"exception", "target", "rule"}) {
        if (std::string name = text_at(event, key); !name.empty()) return name;
    }
    return "";
}

}  // namespace

void Counter::add(const std::string& name) {
    const bool has_room = counts_.size() < most_names || counts_.contains(name);
    ++counts_[has_room ? name : std::string(others)];
}

std::vector<std::pair<std::string, std::uint64_t>> Counter::sorted() const {
    std::vector<std::pair<std::string, std::uint64_t>> list(counts_.begin(), counts_.end());
    std::ranges::stable_sort(list, [](const auto& a, const auto& b) { return a.second > b.second; });
    return list;
}

void Tally::take(const json& event) {
    const std::string type = text_at(event, "type");
    const std::string verdict = verdict_of(event);
    const std::string time = text_at(event, "time");
    const std::string session = text_at(event, "session");
    ++events;
    types.add(type);
    if (!verdict.empty()) verdicts.add(verdict);
    add_text(providers, event, "provider");
    add_text(teams, event, "team");
    add_text(workspaces, event, "workspace");
    if (verdict == "block" || verdict == "warn") add_text(rules, event, "rule");
    if (is_of(type, "net")) add_text(verdict == "block" ? hosts_refused : hosts_reached, event, "host");
    if (type == "exception.used") exceptions.add(exception_of(event));
    const std::string rule = text_at(event, "rule");
    if (verdict == "block" && (refusals.size() < most_names)) {
        ++refusals[{rule.empty() ? type : rule, text_at(event, "team"), text_at(event, "provider")}];
    }
    if (!time.empty() && (first.empty() || time < first)) first = time;
    last = std::max(last, time);
    Day& day = days[time.substr(0, day_length)];
    ++day.events;
    if (!verdict.empty()) ++day.verdicts[verdict];
    if (!session.empty() && sessions.insert(session).second) ++day.sessions;
}

json to_json(const Counter& counter) {
    json list = json::array();
    for (const auto& [name, count] : counter.sorted()) list.push_back({{"name", name}, {"count", count}});
    return list;
}

}  // namespace scc::audit
