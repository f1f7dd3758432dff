// What reaches beyond files: disks, the running machine, its users, its firewall and its kernel.
#pragma once

#include <span>

#include "rule/rule.hpp"

namespace scc::rule {

Family system_family();

}  // namespace scc::rule
