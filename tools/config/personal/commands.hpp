// The commands about personal profiles.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::config {

using json = nlohmann::json;

// The profile, as it is kept; `save` takes what the agents have in the workspace now, or with "-" what
// `scc-provider settings` printed.
Result<json> save_profile(const cli::Args& args, const json& input);
Result<json> export_profile(const cli::Args& args, const json& input);
std::string profile_text(const cli::Args& args, const json& data);

// {"repository", "path", "active", "counts": […], "refused": […]}: what of it counts here. --off ends it, --preview
// only looks.
Result<json> apply_profile(const cli::Args& args, const json& input);
std::string effect_text(const cli::Args& args, const json& data);

// {"repository", "path", "saved_at", "active", "drift", "changes": […]}: how what the agents have now differs from it.
Result<json> profile_status(const cli::Args& args, const json& input);
std::string profile_status_text(const cli::Args& args, const json& data);
std::string profile_diff_text(const cli::Args& args, const json& data);

// {"profiles": [{"repository", "path", "state", …}]}: those there are, or those that came from a file or a directory.
Result<json> list_profiles(const cli::Args& args, const json& input);
Result<json> import_profiles(const cli::Args& args, const json& input);
std::string profiles_text(const cli::Args& args, const json& data);

}  // namespace scc::config
