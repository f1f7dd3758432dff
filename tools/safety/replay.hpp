// Cases with the verdicts they should get, and those that get another.
//
// A case is an object on a line of its own: what `check --batch` takes, with "expect" ("allow", "warn" or "block") and,
// when it matters, "rule". Empty lines count as lines and hold no case.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/error.hpp"
#include "rule/policy.hpp"

namespace scc::safety {

using nlohmann::json;

// {"cases": N, "differences": [{"where": "FILE:LINE", "command": TEXT, "expected": {"verdict", "rule"}, "got": {…}}]},
// where `got` is the data of a verdict. Code::config names the lines that hold no case.
Result<json> replay(const std::string& path, const rule::Policy& policy);

std::string replayed_text(const json& data);

// Code::not_found when some case comes out differently.
Code replayed_status(const json& data);

}  // namespace scc::safety
