// Puts the hook into an agent's own configuration, and takes it out again.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "hook/host.hpp"

namespace scc::safety {

// The file the host is told of its hooks in; `directory` instead of its own place unless empty.
std::string configuration_file(const hook::Host& host, const std::string& directory);

// The text of the host's plugin that runs the words.
Result<std::string> plugin_for(const hook::Host& host, const std::vector<std::string>& words);

// Both give the data of a document of kind `hook`:
// {"host", "file", "line", "installed": BOOL, "changed": BOOL, "advice": [TEXT…]}
//
// `words` are what is to be run. A file that is no JSON, or that holds something else where hooks belong, is left as it
// is: Code::config. A hook that is to be taken out of a file that has none: Code::not_found.
Result<nlohmann::json> install(const hook::Host& host,
                               const std::string& directory,
                               const std::vector<std::string>& words);
Result<nlohmann::json> uninstall(const hook::Host& host, const std::string& directory);

std::string installed_text(const nlohmann::json& data);

}  // namespace scc::safety
