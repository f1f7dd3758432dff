// A setting of an agent's own, in the agent's own words, that a person wants wherever they work on a repository.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "model/origin.hpp"
#include "wire/reader.hpp"

namespace scc::model {

struct AgentSetting {
    std::string provider;
    std::string key;
    std::string value;  // canonical JSON
    Origin origin;
};

nlohmann::json to_json(const AgentSetting& setting);
AgentSetting read_agent_setting(wire::Reader& in);

}  // namespace scc::model
