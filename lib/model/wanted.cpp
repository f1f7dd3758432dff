#include "model/wanted.hpp"

#include <nlohmann/json.hpp>

#include "wire/envelope.hpp"
#include "wire/nullable.hpp"

namespace scc::model {
namespace {

Wanted read_wanted(wire::Reader& in) {
    return {.session = in.optional_text("session"),
            .name = in.optional_text("name"),
            .provider = in.optional_text("provider"),
            .team = in.optional_text("team"),
            .conversation = in.optional_text("conversation"),
            .policy_digest = in.optional_text("policy_digest")};
}

}  // namespace

nlohmann::json to_json(const Wanted& wanted) {
    return {{"session", wire::or_null(wanted.session)},
            {"name", wire::or_null(wanted.name)},
            {"provider", wire::or_null(wanted.provider)},
            {"team", wire::or_null(wanted.team)},
            {"conversation", wire::or_null(wanted.conversation)},
            {"policy_digest", wire::or_null(wanted.policy_digest)}};
}

Result<Wanted> wanted_in(const nlohmann::json& plan) {
    if (!plan.contains("wanted")) return Wanted{};
    return wire::read_section(plan, "wanted", read_wanted);
}

}  // namespace scc::model
