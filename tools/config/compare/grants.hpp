// What an organisation lets the layers below a team's profile add: what no effective configuration shows until somebody
// makes use of it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "org/org.hpp"

namespace scc::config {

struct Grants {
    // By field ("delegation.plugins"): whether it is granted.
    std::map<std::string, bool> switches;

    // By field ("allowed_plugins"): what an addition must match. No list: anything does.
    std::map<std::string, std::optional<std::vector<std::string>>> admitted;

    // By field ("blocked_plugins"): what nobody gets.
    std::map<std::string, std::vector<std::string>> blocked;

    // By id: until when an exception holds, and what it releases.
    std::map<std::string, std::string> exceptions;

    // Where content comes from, in one spelling: marketplaces by alias, artifacts of the catalog by name.
    std::map<std::string, std::string> marketplaces;
    std::map<std::string, std::string> artifacts;

    std::optional<std::int64_t> max_policy_age_hours;
    std::int64_t max_exception_hours = 0;
};

// For one team, or for those without one when `team` is empty.
Grants grants_of(const Org& org, const std::string& team);

}  // namespace scc::config
