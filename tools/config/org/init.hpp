// A first file for an organisation, from a template.
//
// The templates are the examples that scc brings along, written for an organisation "Acme" with the id "acme" and hosts
// below "acme.example"; these three are replaced. What comes out is read as a launch reads it before it is written.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::config {

using json = nlohmann::json;

// {"templates": [{"name", "help"}…]} for --list-templates, else {"written": PATH, "template": NAME}.
Result<json> org_init(const cli::Args& args, const json& input);
std::string org_init_text(const cli::Args& args, const json& data);

// With --stdout the file goes to standard output, and nothing else.
bool org_init_prints(const cli::Args& args);
Result<int> org_init_print(const cli::Args& args, const json& input);

// "acme-works" for "Acme Works!"; empty when there is no letter or digit in it.
std::string id_of(std::string_view name);

}  // namespace scc::config
