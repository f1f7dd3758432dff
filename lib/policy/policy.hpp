// Policies as documents: {"scc": 1, "kind": "policy", "data": {…}}.
//
// The data:
//     action              "block", "warn" or "allow"
//     toggles             the keys of `safety_net`, each true or false; absent means true
//     decisions           what a rule ("git/no-verify") or a family ("git/*") may do: "allow", "warn" or "block"
//     packs               families that are off otherwise, by name
//     when_clean          "allow": what throws away changes may run where the work tree is clean; or "block"
//     protected_branches  names of branches
//     network             "open", "web-egress-enforced" or "locked-down-web"
//     destinations        "host", "*.host", "host:port"
//     rules               an organisation's own rules (rule/policy.hpp)
//     because             who set it
// A rule whose pattern is no regular expression, or one of whose examples comes out wrong, is refused here, with its
// place in the document.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "rule/policy.hpp"

namespace scc::policy {

using rule::Policy;

// The policy in the data of a document; `name` is the document, as it shall stand in messages.
Result<Policy> read(const nlohmann::json& data, std::string_view name);

// The policy in a file.
Result<Policy> load(const std::string& path);

// Code::config unless a pack, or a network policy, has that name.
Result<Done> check_pack(std::string_view name);
Result<rule::Network> network_named(std::string_view name);

// The data of a document that reads as `policy`.
nlohmann::json to_json(const Policy& policy);

}  // namespace scc::policy
