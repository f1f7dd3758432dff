// `scc-sandbox verify`: what can be reached from inside a sandbox, tried.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::sandbox {

inline constexpr cli::Option verify_options[] = {
    {.name = "policy", .value = "POLICY", .help = "under that network policy; never a wider one than is configured"},
    {.name = "plan-fd", .value = "N", .help = "read the plan with the configuration from descriptor N"},
};

// {"network", "isolation", "engine", "proved", "tries": [{"tried", "expected", "found", "leak"}]}
Result<nlohmann::json> verify(const cli::Args& args, const nlohmann::json& plan);
std::string text_of_verify(const cli::Args& args, const nlohmann::json& data);

// Code::denied when something leaks, Code::tool when nothing is proved because what is allowed was not reached either.
Code status_of_verify(const nlohmann::json& data);

}  // namespace scc::sandbox
