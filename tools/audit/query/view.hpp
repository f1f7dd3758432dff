// The verbs that show events: show, launches, safety and network, each a row of views.
//
// All emit kind `events`: {"events": […], "counts": [{"of", "values": [{"name", "count"}]}], "verified"}, and for
// people a table of time, type, session and one sentence. With `--format` or `--follow` they write while they read
// (stream.hpp).
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

// The same four where standard output is written while the log is read.
bool streams(const cli::Args& args);
Result<int> stream_all(const cli::Args& args, const json& input);
Result<int> stream_launches(const cli::Args& args, const json& input);
Result<int> stream_safety(const cli::Args& args, const json& input);
Result<int> stream_network(const cli::Args& args, const json& input);

}  // namespace scc::audit
