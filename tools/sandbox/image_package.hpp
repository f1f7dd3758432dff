// The package of an agent: fetched once with the host's npm, which knows registry, proxy and credentials.
#pragma once

#include <string>

#include "image.hpp"

namespace scc::sandbox {

// The path of the package below `directory`, fetched when it is not there. Code::prereq without npm, Code::tool when
// the registry does not give it, Code::config when what came is not what the pin says.
Result<std::string> fetch(const Pin& pin, const std::string& directory, const Progress& progress);

}  // namespace scc::sandbox
