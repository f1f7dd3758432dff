// Which images the organisation lets a launch use.
#pragma once

#include <string>

#include "base/error.hpp"
#include "plan.hpp"

namespace scc::sandbox {

// Code::denied, with the layer and key that decided, when security.blocked_images has a pattern over `image`, or over
// what somebody wants for `name` (a provider, "base" or "proxy") and nobody else names one.
Result<Done> check_image(const model::Effective& config, const std::string& name, const std::string& image);

// The same for every image of a launch, the one ours are built on included.
Result<Done> check_images(const Sections& sections);

}  // namespace scc::sandbox
