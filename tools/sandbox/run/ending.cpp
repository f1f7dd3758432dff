#include "ending.hpp"

#include "cli/log.hpp"
#include "collect.hpp"
#include "engine/containers.hpp"
#include "engine/terminal.hpp"
#include "parting.hpp"
#include "plan/network.hpp"
#include "staging.hpp"
#include "trusted.hpp"

namespace scc::sandbox {
namespace {

// A kept container that would hold its network leaves it.
void leave_network(Launch& launch) {
    const bool stands_on_one = launch.sections.net.proxy.has_value();
    if (launch.sandbox.once || !stands_on_one || !launch.engine.traits().stopped_hold_networks) return;
    launch.fill.texts["container"] = launch.session.container;
    const auto left = output_of(launch.engine, engine_words(launch.fill, leave_words()));
    if (!left) cli::log::debug(left.error().message);
}

// Whether the engine holds nothing of the session any more but an agent's container that is kept.
bool take_back(const Launch& launch, Performed& performed, const Agent& agent) {
    if (performed.undo() && !agent.was_unready()) return true;
    if (is_silent(launch.engine)) return false;
    const auto removed = agent.began() ? remove_network_of(launch.engine, launch.session.id)
                                       : remove_session(launch.engine, launch.session.id);
    if (!removed) cli::log::debug(removed.error().message);
    return removed.has_value();
}

// A session whose engine may still hold something of it stays lost until the next command has cleaned up after it.
void settle_state(Launch& launch, bool gone) {
    launch.session.state = gone ? State::ended : State::lost;
    if (gone) {
        launch.session.ended = time::now();
        return;
    }
    cli::log::warning(launch.engine.program + " may still hold something of session " + launch.session.id +
                      "; the next scc command removes it once the engine answers");
}

// The id that an agent was given is no conversation when it never came up; whether it did not.
bool settle_conversation(Launch& launch, const Result<int>& status, bool ran) {
    Session& session = launch.session;
    const bool told = learn_conversation(session);
    const bool is_short = status && failed_at_start(*status, time::now() - session.started);
    const bool failed = is_short && !told && !session.once && launch.sections.provider.volume;
    if ((failed || !ran) && !session.continues) session.conversation.reset();
    return failed;
}

}  // namespace

bool finish(Launch& launch, Performed& performed, const Agent& agent, Chronicle& chronicle, const Result<int>& status) {
    drop_secrets(launch.directory);
    const bool ran = agent.began();
    if (ran) leave_network(launch);
    const bool gone = take_back(launch, performed, agent);
    settle_state(launch, gone && !agent.fell_silent());
    if (ran) chronicle.reported(launch.trust.end());
    const bool failed = settle_conversation(launch, status, ran);
    chronicle.ended(status, ran, agent.over());
    return failed;
}

void part(const Launch& launch, bool failed_at_start) {
    const Session& session = launch.session;
    say_trust(launch.trust.report(), launch.directory);
    if (failed_at_start) {
        cli::log::warning(failure_at_start(session));
        cli::log::info("hint: " + way_out(session, launch.sections.provider, has_terminal()));
    } else if (const std::string way = way_to_resume(session); !way.empty() && has_terminal()) {
        cli::log::info(way);
    }
}

}  // namespace scc::sandbox
