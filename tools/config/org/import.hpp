// Taking an organisation on, and asking its sources again.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::config {

using json = nlohmann::json;

// {"source", "digest", "organization", "teams", "pinned", "signed", "preview", "findings"}: fetches the operand, checks
// it as a launch would, keeps a copy and stores it as organization_source. With --preview nothing is kept or stored.
Result<json> import_org(const cli::Args& args, const json& input);
std::string import_text(const cli::Args& args, const json& data);

// {"source", "digest", "changed", "teams": [{"name", "source", "digest", "changed", "error"}]}: asks the sources again,
// whatever their age. A failure of the organisation's own source is an error; of a team's, it is told in its row and
// in the status.
Result<json> update_org(const cli::Args& args, const json& input);
std::string update_text(const cli::Args& args, const json& data);
Code update_status(const json& data);

}  // namespace scc::config
