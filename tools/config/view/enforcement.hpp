// What of the configuration a launch enforces, and by what: read off the sections the later stages wrote into the plan.
// Of a plan without them nothing is claimed.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "model/effective.hpp"

namespace scc::config {

struct Enforcement {
    std::string field;  // as `explain` names it, with the item of a list
    std::string
        state;       // "enforced", "advisory", "missing": the plan lacks what would do it, or, for all, "not planned"
    std::string by;  // a sentence for people
};

// Of the data of a plan, or of null; Code::config for a section that cannot be read.
Result<std::vector<Enforcement>> enforcement_of(const model::Effective& effective, const nlohmann::json& plan);

}  // namespace scc::config
