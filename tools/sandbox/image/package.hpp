// The packages of an agent: each fetched once with the host's npm, which knows registry, proxy and credentials.
#pragma once

#include <string>

#include "image.hpp"

namespace scc::sandbox {

// The path of the package in the cache, fetched when it is not there. Code::prereq without npm, Code::tool when the
// registry does not give it or gives something else than the pin says; the cache then holds nothing of it.
Result<std::string> fetch(const Package& pin, const Progress& progress);

// The paths of all packages of a recipe, in the order of Pin::packages.
Result<std::vector<std::string>> fetch_all(const Recipe& recipe, const Progress& progress);

// The integrity the registry names for a package, "sha512-…".
Result<std::string> integrity_of(const std::string& package);

}  // namespace scc::sandbox
