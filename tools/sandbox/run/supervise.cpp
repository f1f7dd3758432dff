#include "supervise.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "agent.hpp"
#include "chronicle.hpp"
#include "cli/log.hpp"
#include "conflict.hpp"
#include "ending.hpp"
#include "engine/terminal.hpp"
#include "join.hpp"
#include "launch.hpp"
#include "parting.hpp"
#include "perform.hpp"
#include "proc/interrupts.hpp"
#include "staging.hpp"
#include "sweep.hpp"
#include "trusted.hpp"

namespace scc::sandbox {
namespace {

// From staged files to the agent's end.
Result<int> through(Launch& launch, Performed& performed, Chronicle& chronicle, Agent& agent) {
    SCC_CHECK(protect(launch));
    SCC_CHECK(begin_trust(launch));
    SCC_CHECK(stage(launch.sections, launch.sandbox, launch.directory));
    chronicle.planned();
    const std::vector<Operation>& operations = launch.sandbox.operations;
    const auto agents = std::ranges::find(operations, How::agent, &Operation::how);
    SCC_CHECK(performed.perform({operations.begin(), agents}));
    return agent.run(*agents, {agents + 1, operations.end()});
}

// Everything between the first record and the last one.
Result<int> supervised(Launch& launch) {
    SCC_CHECK(save(launch.session));
    Performed performed(launch.engine, launch.fill);
    Chronicle chronicle(launch);
    Agent agent(launch, performed, chronicle);
    Result<int> status = through(launch, performed, chronicle, agent);
    part(launch, finish(launch, performed, agent, chronicle, status));
    return status;
}

// Images and a free name, or the container that has it and is wanted instead. Where one that runs is to be replaced,
// the images come first: it does not go for a launch that cannot be.
Result<std::optional<Container>> make_way(const cli::Args& args, Launch& launch) {
    const bool replaces = launch.sandbox.fresh;
    SCC_TRY(Images images, Images::look_for(launch));
    SCC_CHECK(check_name(launch.session));
    if (replaces) SCC_CHECK(images.prepare(launch));
    std::optional<Container> wanted;
    if (!launch.sandbox.once) {
        SCC_TRY(wanted, settle_conflict(args, launch.engine, launch.session.container, replaces));
    }
    if (!replaces && !wanted) SCC_CHECK(images.prepare(launch));
    return wanted;
}

void say_beforehand(const Launch& launch) {
    if (launch.sections.net.policy == model::NetworkPolicy::locked_down_web) {
        cli::log::info("the network is locked down: an agent cannot reach its model");
    }
    if (const std::string change = change_of_policy(launch.session, launch.wanted); !change.empty()) {
        cli::log::warning(change);
    }
}

}  // namespace

Result<int> run(const cli::Args& args, const nlohmann::json& plan) {
    if (!args.has("plan-fd")) take_terminal();
    SCC_TRY(Launch launch, prepare(args, plan));
    SCC_CHECK(sweep());
    const proc::Interrupts interrupts;
    SCC_TRY(const std::optional<Container> wanted, make_way(args, launch));
    if (wanted) return join(launch.engine, *wanted);
    launch.session.started = time::now();
    say_beforehand(launch);
    return supervised(launch);
}

}  // namespace scc::sandbox
