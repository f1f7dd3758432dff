// Questions to the log: which events, and how many of what.
//
// A query reads every line there is, follows the chain on the way, and answers from whatever can be read: a broken
// chain is said beside the answer, not instead of it.
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/time.hpp"
#include "check.hpp"
#include "cli/options.hpp"

namespace scc::audit {

using json = nlohmann::json;

struct Wanted {
    std::string session;             // the id or its beginning; empty: any
    std::vector<std::string> types;  // "guard.blocked", or "guard" for all of that family; empty: any
    std::optional<time::Seconds> since;
    std::optional<time::Seconds> until;
    std::optional<std::uint64_t> limit;  // the newest so many
};

// From the options session (operand), type, since, until and limit. Faults are Code::usage.
Result<Wanted> wanted_by(const cli::Args& args, time::Seconds now);

// Whether `type` is `wanted` or belongs to that family.
bool is_of(std::string_view type, std::string_view wanted);

struct Answer {
    std::vector<json> events;  // oldest first
    std::uint64_t unreadable = 0;
    Findings findings;
};

// Of the events of `families` (empty: all) those that are wanted.
Result<Answer> ask(const Snapshot& log, const std::vector<std::string>& families, const Wanted& wanted);

// How often each value of `key` stands in the events, most often first: [{"name", "count"}].
json counts_of(const std::vector<json>& events, const std::string& key);

}  // namespace scc::audit
