// The verb `export`: the log to where an organisation keeps those of many machines.
//
// Records go out in batches, in the log's order; with a destination, a cursor (cursor.hpp) says where the next export
// begins. A collector (OpenTelemetry Collector, Vector, Fluent Bit) takes it from there.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::audit {

using json = nlohmann::json;

// To a destination: {"to", "format", "records", "batches", "cursor"}, credentials in the address left out.
Result<json> export_to(const cli::Args& args, const json& input);
std::string export_text(const cli::Args& args, const json& data);

// To standard output.
bool prints_export(const cli::Args& args);
Result<int> export_here(const cli::Args& args, const json& input);

}  // namespace scc::audit
