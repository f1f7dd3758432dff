// What is questionable in an organisation's file that is otherwise right: rules that can never match, names that name
// nothing, what a team asks for and will not get. The last is found by the merge itself, so that a warning here and a
// refusal at launch are the same thing.
#pragma once

#include <string>
#include <vector>

#include "layer/settings.hpp"
#include "org.hpp"

namespace scc::config {

struct Finding {
    bool error = false;
    std::string message;
    std::string where;
    std::string hint;
};

std::vector<Finding> review(const Org& org);

// The same of a person's settings.
std::vector<Finding> review(const Settings& settings);

}  // namespace scc::config
