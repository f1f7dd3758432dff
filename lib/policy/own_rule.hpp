// An organisation's own rules as they stand in a policy, an organisation's file or a workspace file.
//
// Reading a rule is trying it: its patterns are compiled, and each of its examples is judged. A rule that is not what
// it says of itself is a fault of the document, noted in the Reader with its place.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>
#include <vector>

#include "rule/policy.hpp"
#include "wire/reader.hpp"

namespace scc::policy {

// The rules in the list at `key`; none when it is absent.
std::vector<rule::OwnRule> read_rules(wire::Reader& in, std::string_view key);

// Code::config when no rule of an organisation can be called that.
Result<Done> check_id(std::string_view id);

nlohmann::json to_json(const rule::OwnRule& own);

}  // namespace scc::policy
