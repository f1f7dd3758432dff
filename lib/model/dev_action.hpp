// A command of this machine that an organisation, a team or a workspace gave a name: fixed words, no shell.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "model/origin.hpp"
#include "wire/reader.hpp"

namespace scc::model {

struct DevAction {
    std::string kind;  // "command", "log" or "health_check"
    std::string name;
    std::vector<std::string> argv;
    std::string working_directory = ".";  // relative to the workspace
    std::int64_t timeout_seconds = 120;
    std::string description;
    Origin origin;
};

const std::vector<std::string>& dev_action_kinds();

nlohmann::json to_json(const DevAction& action);
DevAction read_dev_action(wire::Reader& in);

}  // namespace scc::model
