// The rules, as a document and as text.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "rule/policy.hpp"

namespace scc::safety {

// Every family and every rule, those of the policy last:
// {"families": [{"name", "about", "pack", "on"}…], "rules": [{"id", "family", "program", "verb", …, "on"}…]}
nlohmann::json list_rules(const rule::Policy& policy);

std::string listed_text(const nlohmann::json& data);

}  // namespace scc::safety
