#include "agent.hpp"

#include <signal.h>

#include "cli/log.hpp"
#include "cli/tty.hpp"
#include "collect.hpp"
#include "engine/containers.hpp"
#include "model/last_used.hpp"
#include "proc/background.hpp"
#include "proc/interrupts.hpp"
#include "proc/places.hpp"
#include "staging.hpp"
#include "watch.hpp"

namespace scc::sandbox {
namespace {

// From here on a status says that the engine could not do it (125), the command could not be run, or a signal came.
constexpr int first_unusual_status = 125;

void remember_provider(const Launch& launch) {
    if (launch.sandbox.once) return;
    const std::string path = model::last_used_path(places::state_dir(), launch.session.workspace);
    const auto remembered = model::remember_provider(path, launch.session.provider);
    if (!remembered) cli::log::warning(remembered.error().message);
}

}  // namespace

Result<int> Agent::run(const Operation& operation, std::span<const Operation> meanwhile) {
    if (proc::Interrupts::count() != 0) return Error{Code::interrupted, "interrupted"};
    const std::vector<std::string> words = engine_words(launch_.fill, operation.argv);
    const cli::tty::Settings terminal;
    SCC_TRY(const int status, proc::attached(call(launch_.engine, words), [&](pid_t client) {
                const auto ready = make_ready(meanwhile);
                if (ready) return watch(words, client);
                unready_ = ready.error();
                give_up(client);
            }));
    if (silence_ || unready_) terminal.restore();
    if (silence_) return after_silence();
    if (proc::Interrupts::count() != 0) return after_signal(status);
    if (unready_) return *unready_;
    const std::string container = container_of(launch_.session.id);
    if (status >= first_unusual_status && !container.empty()) end_container(container);
    if (!guard_ran(launch_.session)) {
        return Error{Code::tool, launch_.engine.program + " could not start the container"};
    }
    return status;
}

// What the agent needs before it starts, while its container comes up.
Result<Done> Agent::make_ready(std::span<const Operation> meanwhile) {
    SCC_TRY(const std::string address, performed_.proxy_address());
    SCC_CHECK(performed_.perform(meanwhile));
    return address.empty() ? Done{} : announce(address, launch_.directory);
}

// The container comes to its end in its own time: a client that is killed while it makes one leaves half of it.
void Agent::give_up(pid_t client) const {
    const bool told = !is_silent(launch_.engine) && announce("", launch_.directory);
    if (!told || !proc::ends_within(client, start_within())) ::kill(client, SIGKILL);
}

// As long as the engine's client is there. One that does not do its part is killed.
void Agent::watch(const std::vector<std::string>& words, pid_t client) {
    const bool up = comes_up(launch_.session, client);
    drop_secrets(launch_.directory);
    if (up && guard_ran(launch_.session)) started();
    const Hearing hearing = {.lines = [&](std::string_view lines) { hear(lines); },
                             .ended = [&] { performed_.release(); }};
    if (up && goes_with_its_agent(launch_.session, client, hearing)) return;
    silence_ = unanswered(launch_.engine, words, up ? answer_within() : start_within());
    ::kill(client, SIGKILL);
}

void Agent::started() {
    chronicle_.started();
    deadline_.begin();
    remember_provider(launch_);
}

// While the agent runs, whether or not the guard has written anything.
void Agent::hear(std::string_view lines) {
    conversation_.follow(lines);
    if (note(conversation_, launch_.session)) chronicle_.keep_record();
    deadline_.keep(uptime());
    launch_.trust.glance();
    mind_proxy();
}

// Another one would have another address than the one the agent was given.
void Agent::mind_proxy() {
    if (cut_off_ || !performed_.has_lost_proxy()) return;
    cut_off_ = true;
    cli::log::error("the proxy of the session has ended: the agent reaches nothing any more");
    cli::log::info("hint: " + std::string(launch_.sandbox.once ? "run the command again"
                                                               : "end the agent, and go on with scc start --resume"));
    chronicle_.lost_proxy();
}

// Where the agent came to its end nevertheless, its status is known.
Result<int> Agent::after_silence() {
    const auto status = status_by_guard(launch_.session);
    silence_->message = (status ? "the agent has ended, but " : "cannot run the agent: ") + silence_->message;
    if (!status) return *silence_;
    cli::log::warning(silence_->message);
    return *status;
}

// A signal may have ended the engine's client and not the container, or before it noted which one it made.
Result<int> Agent::after_signal(int status) {
    const std::string session = "label=scc.session=" + launch_.session.id;
    const auto left = containers_of(launch_.engine, {session});
    for (const Container& container : left.value_or(std::vector<Container>())) {
        if (container.role == "agent") end_container(container.id);
    }
    if (status >= first_unusual_status) return status;
    if (const auto ended = status_by_guard(launch_.session)) return *ended;
    return Error{Code::interrupted, "interrupted"};
}

// The engine's client may have gone without its container. One that is kept is stopped, unless it never ran.
void Agent::end_container(const std::string& container) {
    launch_.fill.texts["container"] = container;
    const bool keep = !launch_.sandbox.once && began();
    const Operation& operation = agent_of(launch_.sandbox);
    const std::vector<std::string> words =
        keep ? std::vector<std::string>{"stop", "--time", "2", container} : engine_words(launch_.fill, operation.undo);
    const auto done = output_of(launch_.engine, words);
    if (!done) cli::log::debug(done.error().message);
}

}  // namespace scc::sandbox
