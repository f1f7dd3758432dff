// What the condition of a row may ask.
#pragma once

#include "rule/facts.hpp"
#include "rule/policy.hpp"

namespace scc::rule {

struct Place {
    const Policy& policy;
    Facts& facts;
};

}  // namespace scc::rule
