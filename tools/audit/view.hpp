// The verbs that show events: show, launches, safety and network, each a row.
//
// All emit kind `events`: {"events": […], "counts": [{"of", "values": [{"name", "count"}]}], "verified"}, and for
// people a table of time, type, session and one sentence.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::audit {

using json = nlohmann::json;

Result<json> show(const cli::Args& args, const json& input);
Result<json> launches(const cli::Args& args, const json& input);
Result<json> safety(const cli::Args& args, const json& input);
Result<json> network(const cli::Args& args, const json& input);

std::string table_of(const cli::Args& args, const json& data);

// What happened, in one line: "git push --force: refused by git/push-force: it rewrites history".
std::string sentence_of(const json& event);

}  // namespace scc::audit
