// What is left of a configuration for a container that works for scc itself.
#pragma once

#include "model/effective.hpp"

namespace scc::model {

// Nothing but what restricts: no destination, plugin, server, skill, setting or program of anybody's choice.
Effective only_restrictions(Effective config);

}  // namespace scc::model
