// The `wanted` section of a plan: what a launch that continues an earlier session asks of the stages behind it.
//
// `scc-sandbox session` writes it before there is a configuration. Each stage takes its own part: scc-config the team,
// scc-provider the agent and the conversation, scc-sandbox the rest.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "base/error.hpp"

namespace scc::model {

struct Wanted {
    std::optional<std::string> session;  // the id of the session that is continued
    std::optional<std::string> name;     // what people call that one
    std::optional<std::string> provider;
    std::optional<std::string> team;
    std::optional<std::string> conversation;   // the provider's own id
    std::optional<std::string> policy_digest;  // of the policy that session ran under
};

nlohmann::json to_json(const Wanted& wanted);

// What a plan wants; nothing in particular where it has no such section.
Result<Wanted> wanted_in(const nlohmann::json& plan);

}  // namespace scc::model
