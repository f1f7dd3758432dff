// What another policy would have said about the commands in the audit log.
//
// The log holds the commands that were refused or warned about, not those that ran; so this tells what a policy would
// let go, and how it would change what was noticed, but not what it would newly refuse. The place of a command is gone:
// its directory is known from the event, everything else about it (branch, changes, links) is not, and rules that ask
// take it as the stricter of the two. The moment is now, so exceptions count if they last.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "rule/policy.hpp"

namespace scc::safety {

using nlohmann::json;

// The events of a document of kind `events`, or of a segment of the log, an event a line.
Result<std::vector<json>> events_in(const json& data);
Result<std::vector<json>> events_at(const std::string& path);

// {"events": N, "skipped": N, "changes": [{"command": [WORD…], "from": {"verdict", "rule"}, "to": {"verdict", "rule",
// "set_by"}, "count", "sessions": [ID…], "first", "last"}]}, the most frequent change first. Events that hold no
// verdict on a command are skipped.
Result<json> simulate(const std::vector<json>& events, const rule::Policy& policy);

std::string simulated_text(const json& data);

}  // namespace scc::safety
