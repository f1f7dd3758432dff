// Which paths are watched, and why: a list by what there is on the disk.
#pragma once

#include <string>
#include <vector>

#include "model/workspace.hpp"
#include "watch.hpp"

namespace scc::sandbox::trust {

// Those that every repository has, without what was there before. What appears among them later was not there.
std::vector<Watched> usual_places(const model::Workspace& workspace);

// Those that the configuration protects and that no mount can cover: what is not there, and links.
std::vector<Watched> protected_places(const model::Workspace& workspace, const std::vector<std::string>& files);

// Those that settings of the repository lead to: files they include, a directory of hooks elsewhere, the work trees of
// submodules.
std::vector<Watched> places_led_to(const model::Workspace& workspace);

}  // namespace scc::sandbox::trust
