// An event as a row of a CSV file.
//
// RFC 4180 with newlines: the members most asked for each have a column, the others stand together as JSON in the last.
// A text that a spreadsheet would take for a formula is written behind an apostrophe: what stands in a command
// is the agent's choice.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/error.hpp"

namespace scc::audit {

using json = nlohmann::json;

std::string csv_heading();
std::string csv_row(const json& event);

}  // namespace scc::audit
