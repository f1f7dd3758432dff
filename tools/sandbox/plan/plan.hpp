// `scc-sandbox plan`: the last pure stage. It reads the whole plan and adds the section `sandbox`.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "cli/options.hpp"
#include "model/effective.hpp"
#include "model/net.hpp"
#include "model/provider.hpp"
#include "model/workspace.hpp"

namespace scc::sandbox {

// The sections written by the stages before this one.
struct Sections {
    model::Workspace workspace;
    model::Effective config;
    model::Provider provider;
    model::Net net;
};

// Code::config, naming the stage that writes it, when one is missing or cannot be read. A plan without `net` is never
// taken for an open network.
Result<Sections> read_sections(const nlohmann::json& plan);

Result<nlohmann::json> plan(const cli::Args& args, const nlohmann::json& input);

}  // namespace scc::sandbox
