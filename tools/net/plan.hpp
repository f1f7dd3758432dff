// The `net` section: what the sandbox may reach, gathered from everyone who has a say, and how that is enforced.
//
// Allowed are the destinations of the configuration, the hosts the provider cannot work without and the hosts of
// governed MCP servers, minus what a security rule blocks; what is dropped so is recorded under `refused`. Under `open`
// nothing is enforced and under `locked-down-web` nothing is reachable, so both lists stay empty there.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "cli/options.hpp"
#include "model/effective.hpp"
#include "model/net.hpp"
#include "model/provider.hpp"

namespace scc::net {

// `provider` may be null: then the plan holds none yet.
Result<model::Net> net_of(const model::Effective& effective, const model::Provider* provider);

// What a person should know at launch: a host the provider or an MCP server needs is refused, a block has no effect.
std::vector<std::string> warnings(const model::Effective& effective, const model::Net& net);

// The verbs: a plan with its `net` section added; the section alone, from a plan or from options; and its squid.conf.
Result<nlohmann::json> plan(const cli::Args& args, const nlohmann::json& input);
Result<nlohmann::json> compile(const cli::Args& args, const nlohmann::json& input);
std::string compiled_text(const cli::Args& args, const nlohmann::json& data);

// Whether `compile` is told everything by its options and reads no plan.
bool by_hand(const cli::Args& args);

}  // namespace scc::net
