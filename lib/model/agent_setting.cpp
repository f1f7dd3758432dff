#include "model/agent_setting.hpp"

#include <nlohmann/json.hpp>

#include "wire/parse.hpp"

namespace scc::model {

nlohmann::json to_json(const AgentSetting& setting) {
    return with_origin(
        {{"provider", setting.provider}, {"key", setting.key}, {"value", nlohmann::json::parse(setting.value)}},
        setting.origin);
}

AgentSetting read_agent_setting(wire::Reader& in) {
    AgentSetting setting;
    setting.provider = in.text("provider");
    setting.key = in.text("key");
    if (!in.has("value")) in.fault("value", "'value' is missing");
    setting.value = wire::compact(in.raw("value"));
    setting.origin = read_origin(in);
    return setting;
}

}  // namespace scc::model
