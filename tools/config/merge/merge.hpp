// The one merge: what every layer asks for, and what of it counts.
//
// `merge` is pure: no files, no environment, no clock. Layers are taken in the order organisation, team, personal,
// workspace, command line. A layer may keep or narrow what the layers above decided; where it adds (plugins, servers,
// destinations) the organisation must have delegated that, and what security rules block nobody adds. Whatever a
// layer asked for and did not get stands in `denied`, `blocked` or `narrowed` with the key that decided; nothing is
// dropped silently. resolve, explain, validate, why and the launch are views of this result.
//
// Each section of the result has a file of its own beside this one; what they share is parts.hpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "layer/settings.hpp"
#include "model/effective.hpp"
#include "org/org.hpp"

namespace scc::config {

struct Layers {
    const Org* org = nullptr;  // null: standalone
    std::optional<Text> team;  // one of org's; its profile is the team layer
    std::optional<Layer> personal;
    std::optional<Layer> workspace;
    std::optional<Layer> command_line;
    Preferences preferences;            // the person's own choices, which narrow nothing and widen nothing
    std::vector<Exception> exceptions;  // beside those the organisation grants
    std::map<std::string, std::string>
        marketplace_names;  // by alias: what those call themselves that were fetched once
    time::Seconds now = 0;  // exceptions past this moment count no more
};

model::Effective merge(const Layers& layers);

// Branches that are protected where nobody says otherwise.
const std::vector<std::string>& usual_protected_branches();

// The digest of what governs: every effective value, without where it came from, what was refused and what people
// merely prefer. The same rules read from another place have the same digest.
std::string policy_digest(model::Effective effective);

}  // namespace scc::config
