// `prune`: removes what sessions left, and images that lost their name. Only what carries this user's labels, and of
// images those of scc, is ever touched.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "cli/options.hpp"

namespace scc::sandbox {

// {"removed": [{"what": "container|network|session|image", "name"}], "dry_run"}
Result<nlohmann::json> prune(const cli::Args& args, const nlohmann::json& input);
std::string text_of_prune(const cli::Args& args, const nlohmann::json& data);

}  // namespace scc::sandbox
