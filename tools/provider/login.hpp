// `scc-provider login` and `logout`, under the configuration of the plan on --plan-fd.
//
//     provider, method allowed? ──► by reference: config.toml names it ──────► audit
//                              └──► by script: lock ─► container ─► mark ──┘
//
// One sign-in to a provider goes on at a time: two in one volume would write over each other's credentials.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::provider {

Result<int> login(const cli::Args& args, const nlohmann::json& plan);
Result<int> logout(const cli::Args& args, const nlohmann::json& plan);

}  // namespace scc::provider
