// A team's own file: fetched, kept, checked against what the organisation grants, and put in the place of what the
// profile says about plugins.
//
// The copy is keyed by the source alone, so that a source that is changed or taken back is never served for another. It
// is asked for again when older than a day and refused when older than a week.
#pragma once

#include "copy.hpp"
#include "org/org.hpp"
#include "org/team_file.hpp"

namespace scc::config {

struct TeamCopy {
    TeamFile file;
    Copy copy;
};

// The file of a team that has a source. Code::denied for what the organisation does not grant it.
Result<TeamCopy> team_copy(
    const Org& org, const Team& team, const std::string& ca_bundle, Renewal renewal, bool offline);

// The file's plugins stand for the profile's; its servers, destinations, branches and rules join them; of two policies
// the stricter holds; what else both say, the profile decides. What the file disables is disabled for all layers.
void apply(TeamFile file, Org& org, const std::string& team);

}  // namespace scc::config
