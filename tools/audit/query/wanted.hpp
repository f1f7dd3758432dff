// Which records a question wants: the filters that all views share.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/time.hpp"
#include "cli/options.hpp"

namespace scc::audit {

using json = nlohmann::json;

// Of each list one is enough; an empty list wants all.
struct Wanted {
    std::string session;             // the id or its beginning
    std::vector<std::string> types;  // "guard.blocked", or "guard" for all of that family
    std::vector<std::string> providers;
    std::vector<std::string> teams;
    std::vector<std::string> workspaces;  // the directory, or one above it
    std::vector<std::string> rules;       // "git/push-force", or "git" for all of that family
    std::vector<std::string> verdicts;    // "allow", "warn" or "block"
    std::optional<time::Seconds> since;
    std::optional<time::Seconds> until;
    std::optional<std::uint64_t> limit;      // the newest so many
    std::vector<std::string> families = {};  // types the view is about, whatever else is asked
};

// From the operand and the options there are of these; a path that is not absolute begins at `cwd`. Faults are
// Code::usage.
Result<Wanted> wanted_by(const cli::Args& args, time::Seconds now, const std::string& cwd);

// Whether `type` is `wanted` or belongs to that family.
bool is_of(std::string_view type, std::string_view wanted);

// What was decided: "allow", "warn" or "block"; empty when the record is about no decision.
std::string verdict_of(const json& event);

// Whether the event is one of those; of events that strangers wrote, too.
bool fits(const json& event, const Wanted& wanted);

// The member when it is a text, else nothing.
std::string text_at(const json& event, std::string_view key);

}  // namespace scc::audit
