// Rules as facts, by field: what change.hpp compares. An item's value is text, empty where being there is all there is
// to say. Every function takes the field it is asked for, so that one serves several.
#pragma once

#include <map>
#include <string>

#include "change.hpp"

namespace scc::config::facts {

using Facts = std::map<std::string, std::string>;  // by item; a single value has the item ""

// The item that stands for everything, where no list restricts anything.
inline constexpr const char* anything = "*";

Facts network(const Rules& rules, const std::string& field);
Facts destinations(const Rules& rules, const std::string& field);  // as the network policy lets them be reached
Facts blocked_destinations(const Rules& rules, const std::string& field);
Facts private_cidrs(const Rules& rules, const std::string& field);
Facts nameservers(const Rules& rules, const std::string& field);
Facts plugins(const Rules& rules, const std::string& field);
Facts mcp_servers(const Rules& rules, const std::string& field);
Facts marketplaces(const Rules& rules, const std::string& field);  // those that something is taken from, by alias
Facts artifacts(const Rules& rules, const std::string& field);     // of bundles, where they are not withheld
Facts agent_settings(const Rules& rules, const std::string& field);
Facts dev_environment(const Rules& rules, const std::string& field);
Facts providers(const Rules& rules, const std::string& field);
Facts gateways(const Rules& rules, const std::string& field);
Facts credentials(const Rules& rules, const std::string& field);
Facts sign_in(const Rules& rules, const std::string& field);  // "ID METHOD", and "* but ID…": every other one's
Facts images(const Rules& rules, const std::string& field);
Facts pins(const Rules& rules, const std::string& field);
Facts blocked_images(const Rules& rules, const std::string& field);
Facts ca_bundle(const Rules& rules, const std::string& field);
Facts limits(const Rules& rules, const std::string& field);
Facts auto_resume(const Rules& rules, const std::string& field);
Facts protected_branches(const Rules& rules, const std::string& field);
Facts protected_files(const Rules& rules, const std::string& field);
Facts decisions(const Rules& rules, const std::string& field);  // what every rule does when it applies
Facts own_rules(const Rules& rules, const std::string& field);  // the organisation's and the team's: what they match
Facts when_clean(const Rules& rules, const std::string& field);

// Of what may be added below.
Facts granted(const Rules& rules, const std::string& field);
Facts admitted(const Rules& rules, const std::string& field);
Facts blocked(const Rules& rules, const std::string& field);
Facts exceptions(const Rules& rules, const std::string& field);
Facts max_policy_age(const Rules& rules, const std::string& field);
Facts max_exception(const Rules& rules, const std::string& field);

}  // namespace scc::config::facts
