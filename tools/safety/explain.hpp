// How a line was read and what decided about it: every command that was found, the words of each, the rule and the
// words it speaks of.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/error.hpp"
#include "check.hpp"

namespace scc::safety {

// {"command": TEXT, "commands": [{"words", "span", "depth"}…], "verdict": {…}}
json explain(const Question& question, const rule::Policy& policy);

std::string explained_text(const json& data);

// Every family and every rule, those of the policy last:
// {"families": [{"name", "about", "pack", "on"}…], "rules": [{"id", "family", "program", "verb", …, "on"}…]}
json list_rules(const rule::Policy& policy);

std::string listed_text(const json& data);

}  // namespace scc::safety
