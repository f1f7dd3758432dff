// What is counted of many events, in one pass and in memory that does not grow with their number: a name of each kind
// has a counter; past ten thousand names of a kind further ones are counted together.
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_set>
#include <vector>

#include "base/error.hpp"

namespace scc::audit {

using json = nlohmann::json;

class Counter {
public:
    void add(const std::string& name);

    // Most often first, then by name.
    std::vector<std::pair<std::string, std::uint64_t>> sorted() const;

private:
    std::map<std::string, std::uint64_t> counts_;
};

struct Day {
    std::uint64_t sessions = 0;  // whose first event is of that day
    std::uint64_t events = 0;
    std::map<std::string, std::uint64_t> verdicts;
};

// What somebody was refused, or let do by an exception.
struct Refusal {
    std::string rule;
    std::string team;
    std::string provider;
    auto operator<=>(const Refusal&) const = default;
};

struct Tally {
    void take(const json& event);

    std::uint64_t events = 0;
    std::unordered_set<std::string> sessions;
    std::string first;  // times
    std::string last;
    Counter types, verdicts, providers, teams, workspaces, rules, hosts_reached, hosts_refused, exceptions;
    std::map<Refusal, std::uint64_t> refusals;
    std::map<std::string, Day> days;  // "2026-02-03"
};

// [{"name", "count"}]
json to_json(const Counter& counter);

}  // namespace scc::audit
