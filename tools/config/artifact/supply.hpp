// Content for what the merge let through.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "fetch_tree.hpp"
#include "model/effective.hpp"
#include "org/org.hpp"

namespace scc::config {

struct Supplied {
    std::map<std::string, std::string> names;  // what marketplaces call themselves, by alias
    std::vector<std::string> notes;            // for people
};

// Fills in `content`, `state` and what marketplaces say of themselves. A member that is required and not there is an
// error that names bundle, member and source: Code::config when what was fetched is wrong, else Code::tool. So are two
// marketplaces that call themselves alike.
Result<Supplied> supply(model::Effective& effective, const Org& org, const Conditions& conditions);

// The same for the plugin that comes with scc, which lies on this machine already.
void supply_shipped(model::Effective& effective);

// What marketplaces called themselves when they were last fetched, by alias.
std::map<std::string, std::string> known_names(const Org& org);

// The conditions of a launch under that file, but for how far one may go.
Conditions conditions_of(const Org& org, const model::Effective& effective, time::Seconds now);

}  // namespace scc::config
