// `scc-completion words`: the candidates as a document, and as the lines that the shells' scripts read.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "cli/options.hpp"

namespace scc::completion {

using json = nlohmann::json;

// {"words": [{"word", "help"}], "paths": "none|files|directories"}
Result<json> candidates(const cli::Args& args, const json& input);

// A line a candidate, its word and what it is behind a tab; at the end ":files" or ":directories" where the shell knows
// more itself.
std::string candidates_text(const cli::Args& args, const json& data);

}  // namespace scc::completion
