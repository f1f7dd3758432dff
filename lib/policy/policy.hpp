// Policies as documents: {"scc": 1, "kind": "policy", "data": {…}}.
//
// The data:
//     action              "block", "warn" or "allow"
//     toggles             the keys of `safety_net`, each true or false; absent means true
//     decisions           what a rule ("git/no-verify") or a family ("git/*") does: "allow", "warn" or "block"
//     at_least            the same for layers below the organisation: nothing above lowers it
//     packs               families that are off otherwise, by name
//     when_clean          "allow": what throws away changes may run where the work tree is clean; or "block"
//     protected_branches  names of branches
//     network             "open", "web-egress-enforced" or "locked-down-web"
//     destinations        "host", "*.host", "host:port"
//     rules               an organisation's own rules (rule/policy.hpp)
//     exceptions          which rule each lets go, and until when: "rule", "id", "expires_at"
//     because             who set it
//     ask                 who grants exceptions
//     origins             who set single parts (rule/policy.hpp)
// A rule whose pattern is no regular expression, or one of whose examples comes out wrong, is refused here, with its
// place in the document.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "rule/policy.hpp"
#include "wire/reader.hpp"

namespace scc::policy {

using rule::Policy;

// The policy in the data of a document; `name` is the document, as it shall stand in messages.
Result<Policy> read(const nlohmann::json& data, std::string_view name);

// The policy in a file.
Result<Policy> load(const std::string& path);

// "allow", "warn", "block"; a name that is none of them is the strictest.
const std::vector<std::string>& decision_names();
rule::Decision decision_named(std::string_view name);

// The decisions at `key`, whatever they are about.
rule::Decisions read_decisions(wire::Reader& in, std::string_view key);

// Code::config unless a rule or family of scc's own, or one of `own`, has that name.
Result<Done> check_decided(std::string_view name, std::span<const rule::OwnRule> own);

// Code::config unless a pack, or a network policy, has that name.
Result<Done> check_pack(std::string_view name);
Result<rule::Network> network_named(std::string_view name);

// The data of a document that reads as `policy`.
nlohmann::json to_json(const Policy& policy);

}  // namespace scc::policy
