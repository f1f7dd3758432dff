// Whether the providers and methods that an organisation's file names are there. scc-provider alone knows them, and is
// asked where the file names any; a launch is refused for what this finds.
#pragma once

#include <vector>

#include "org/review.hpp"

namespace scc::config {

std::vector<Finding> unknown_providers(const Org& org);

}  // namespace scc::config
