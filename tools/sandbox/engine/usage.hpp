// What running containers use of the machine, as the engine measures it: that takes it a second or two.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine.hpp"

namespace scc::sandbox {

struct Usage {
    std::string cpu;     // "12.34%"
    std::string memory;  // "256MiB / 8GiB"
};

// By the names of the containers, all of which must be running; none is no call.
Result<std::map<std::string, Usage>> usage_of(const Engine& engine, const std::vector<std::string>& containers);

}  // namespace scc::sandbox
