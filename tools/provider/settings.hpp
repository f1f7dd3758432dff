// An agent's settings of one workspace, brought into words that are no agent's: what a personal profile keeps
// (docs/decisions/0015). Each record reads its own files; everybody else reads this document.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::provider {

using json = nlohmann::json;

// {"plugins": […], "mcp_servers": […], "settings": {PROVIDER: {…}}, "files": […], "left_out": [{"provider", "key",
// "reason"}]} of the workspace at PATH, or with --profile of a file that an earlier implementation saved.
Result<json> settings(const cli::Args& args, const json& input);

// A file as JSON or TOML, an object without it; its path goes into "files" of the document.
Result<json> read_settings_file(const std::string& path, json& document);

// Adds the servers, by name: one with a command is a program, one with a URL a host, whether or not `type` says so.
Result<Done> add_servers(const json& servers, const std::string& where, json& document);

// Adds a setting in the agent's own words, and what is none of those with the reason why it is left out.
void add_setting(const std::string& provider, const std::string& key, const json& value, json& document);
void leave_out(const std::string& provider, const std::string& key, const std::string& reason, json& document);

}  // namespace scc::provider
