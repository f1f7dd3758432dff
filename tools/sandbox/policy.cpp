#include "policy.hpp"

#include <nlohmann/json.hpp>

#include "wire/envelope.hpp"
#include "wire/parse.hpp"

namespace scc::sandbox {

Result<std::string> guard_policy(const model::Effective& config, const model::Net& net) {
    SCC_TRY(wire::json data, wire::parse(config.safety.value, "plan"));
    if (!data.is_object()) {
        return Error{Code::config, "the safety policy must be an object", "", "plan:/data/config/safety/value"};
    }
    data["network"] = model::name_of(net.policy);
    data["destinations"] = wire::json::array();
    for (const model::Allowed& allowed : net.allow) {
        data["destinations"].push_back(allowed.host + (allowed.port ? ":" + std::to_string(*allowed.port) : ""));
    }
    return wire::text_of(wire::seal("policy", std::move(data)));
}

}  // namespace scc::sandbox
