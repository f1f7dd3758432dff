#include "policy.hpp"

#include <nlohmann/json.hpp>

#include "policy/policy.hpp"
#include "wire/envelope.hpp"
#include "wire/parse.hpp"

namespace scc::sandbox {
namespace {

// The faults of the policy, at the places in the plan where they stand.
Error in_plan(Error error) {
    const auto place = [](Error& fault) { fault.where = "plan:/data/config/safety/value" + fault.where.substr(1); };
    place(error);
    for (Error& further : error.also) place(further);
    if (error.hint.empty()) error.hint = wire::section_hint("config");
    return error;
}

// Of a policy that was read: a guard starts for every command and need not try the examples again.
void leave_out_examples(wire::json& data) {
    for (wire::json& rule : data["rules"]) {
        rule.erase("denies");
        rule.erase("allows");
    }
}

}  // namespace

Result<std::string> guard_policy(const model::Effective& config, const model::Net& net) {
    SCC_TRY(wire::json data, wire::parse(config.safety.value, "plan"));
    data["network"] = model::name_of(net.policy);
    data["destinations"] = wire::json::array();
    for (const model::Allowed& allowed : net.allow) {
        data["destinations"].push_back(allowed.host + (allowed.port ? ":" + std::to_string(*allowed.port) : ""));
    }
    if (const auto policy = policy::read(data, ""); !policy) return in_plan(policy.error());
    leave_out_examples(data);
    return wire::text_of(wire::seal("policy", std::move(data)));
}

}  // namespace scc::sandbox
