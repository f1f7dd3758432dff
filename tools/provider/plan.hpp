// The `provider` section: which agent runs, chosen by the six steps of choice.hpp, and everything that starts it.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "base/error.hpp"
#include "choice.hpp"
#include "cli/options.hpp"
#include "model/provider.hpp"
#include "record.hpp"
#include "rendering.hpp"

namespace scc::provider {

// The section for a record. Code::usage when the wish asks for what the agent cannot do.
Result<model::Provider> section_of(const Choice& choice, const Subject& subject, std::vector<model::Variable> secrets);

// The verb: a plan with its `provider` section added.
Result<nlohmann::json> plan(const cli::Args& args, const nlohmann::json& input);

}  // namespace scc::provider
