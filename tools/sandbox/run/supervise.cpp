#include "supervise.hpp"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <utility>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "cli/log.hpp"
#include "cli/tty.hpp"
#include "collect.hpp"
#include "conflict.hpp"
#include "engine/containers.hpp"
#include "engine/terminal.hpp"
#include "join.hpp"
#include "launch.hpp"
#include "model/last_used.hpp"
#include "parting.hpp"
#include "perform.hpp"
#include "plan/network.hpp"
#include "proc/background.hpp"
#include "proc/interrupts.hpp"
#include "proc/places.hpp"
#include "session/events.hpp"
#include "session/timelimit.hpp"
#include "staging.hpp"
#include "sweep.hpp"
#include "watch.hpp"

namespace scc::sandbox {
namespace {

using nlohmann::json;

// From here on a status says that the engine could not do it (125), the command could not be run, or a signal came.
constexpr int first_unusual_status = 125;

class Supervision {
public:
    explicit Supervision(Launch& launch) : launch_(launch), performed_(launch.engine, launch.fill) {}

    // Everything between the first record and the last one.
    Result<int> to_the_end() {
        SCC_CHECK(save(launch_.session));
        Result<int> status = through();
        finish(status);
        part();
        return status;
    }

private:
    Result<int> through() {
        SCC_CHECK(ensure_hooks(launch_.sections.workspace));
        SCC_CHECK(stage(launch_.sections, launch_.sandbox, launch_.directory));
        events_ = {planned()};
        for (const model::Refusal& at : launch_.sections.config.exceptions_used) events_.push_back(released(at));
        const std::vector<Operation>& operations = launch_.sandbox.operations;
        const auto agent_operation = std::ranges::find(operations, How::agent, &Operation::how);
        SCC_CHECK(perform({operations.begin(), agent_operation}));
        return agent(*agent_operation, {agent_operation + 1, operations.end()});
    }

    Result<Done> perform(std::span<const Operation> operations) {
        for (const Operation& operation : operations) SCC_CHECK(performed_.perform(operation));
        return Done{};
    }

    json planned() const {
        json fields = {{"command", launch_.sections.provider.argv},
                       {"container", launch_.session.container},
                       {"network", launch_.session.network}};
        if (launch_.session.continues) fields["continues"] = *launch_.session.continues;
        return event_of(launch_.session, "launch.planned", std::move(fields));
    }

    json released(const model::Refusal& at) const {
        return event_of(launch_.session,
                        "exception.used",
                        {{"target", at.kind + " " + at.item}, {"reason", at.reason}, {"because", at.origin.because}});
    }

    Result<int> agent(const Operation& operation, std::span<const Operation> meanwhile) {
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
    Result<Done> make_ready(std::span<const Operation> meanwhile) {
        SCC_TRY(const std::string address, performed_.proxy_address());
        SCC_CHECK(perform(meanwhile));
        return address.empty() ? Done{} : announce(address, launch_.directory);
    }

    // The container comes to its end in its own time: a client that is killed while it makes one leaves half of it.
    void give_up(pid_t client) const {
        const bool told = !is_silent(launch_.engine) && announce("", launch_.directory);
        if (!told || !proc::ends_within(client, start_within())) ::kill(client, SIGKILL);
    }

    // As long as the engine's client is there. One that does not do its part is killed.
    void watch(const std::vector<std::string>& words, pid_t client) {
        const bool up = comes_up(launch_.session, client);
        drop_secrets(launch_.directory);
        if (up && guard_ran(launch_.session)) started();
        const Hearing hearing = {.lines = [&](std::string_view lines) { hear(lines); },
                                 .ended = [&] { performed_.release(); }};
        if (up && goes_with_its_agent(launch_.session, client, hearing)) return;
        silence_ = unanswered(launch_.engine, words, up ? answer_within() : start_within());
        ::kill(client, SIGKILL);
    }

    // While the agent runs, whether or not the guard has written anything.
    void hear(std::string_view lines) {
        conversation_.follow(lines);
        if (note(conversation_, launch_.session)) keep_record();
        keep_time(uptime());
    }

    void keep_time(time::Seconds now) {
        const std::string news = limit_.news_at(now);
        if (!news.empty()) cli::log::warning(news);
        if (!limit_.is_over_at(now) || stopped_) return;
        if (!news.empty()) over_ = news;
        const auto stopped = output_of(launch_.engine, {"stop", "--time", "10", container_of(launch_.session.id)});
        stopped_ = stopped.has_value();
        if (!stopped && !news.empty()) cli::log::error("cannot end the session: " + stopped.error().message);
    }

    void keep_record() const {
        if (const auto saved = save(launch_.session); !saved) cli::log::warning(saved.error().message);
    }

    // Where the agent came to its end nevertheless, its status is known.
    Result<int> after_silence() {
        const auto status = status_by_guard(launch_.session);
        silence_->message = (status ? "the agent has ended, but " : "cannot run the agent: ") + silence_->message;
        if (!status) return *silence_;
        cli::log::warning(silence_->message);
        return *status;
    }

    // A signal may have ended the engine's client and not the container, or before it noted which one it made.
    Result<int> after_signal(int status) {
        const std::string session = "label=scc.session=" + launch_.session.id;
        const auto left = containers_of(launch_.engine, {session});
        for (const Container& container : left.value_or(std::vector<Container>())) {
            if (container.role == "agent") end_container(container.id);
        }
        if (status >= first_unusual_status) return status;
        if (const auto ended = status_by_guard(launch_.session)) return *ended;
        return Error{Code::interrupted, "interrupted"};
    }

    bool began() const { return launch_.session.state == State::running; }

    void started() {
        launch_.session.state = State::running;
        keep_record();
        begin_time();
        events_.push_back(event_of(launch_.session, "launch.started", {{"container", launch_.session.container}}));
        deliver(launch_.session, std::exchange(events_, {}));
        remember();
    }

    void begin_time() {
        const auto& hours = launch_.sandbox.limits.hours;
        const auto& set = launch_.sections.config.timeout_hours;
        if (hours) limit_ = TimeLimit(*hours, set ? set->origin.from : "the plan", uptime());
    }

    void remember() {
        if (launch_.sandbox.once) return;
        const std::string path = model::last_used_path(places::state_dir(), launch_.session.workspace);
        const auto remembered = model::remember_provider(path, launch_.session.provider);
        if (!remembered) cli::log::warning(remembered.error().message);
    }

    // The engine's client may have gone without its container. One that is kept is stopped, unless it never ran.
    void end_container(const std::string& container) {
        launch_.fill.texts["container"] = container;
        const bool keep = !launch_.sandbox.once && began();
        const Operation& operation = agent_of(launch_.sandbox);
        const std::vector<std::string> words = keep ? std::vector<std::string>{"stop", "--time", "2", container}
                                                    : engine_words(launch_.fill, operation.undo);
        const auto done = output_of(launch_.engine, words);
        if (!done) cli::log::debug(done.error().message);
    }

    void finish(const Result<int>& status) {
        Session& session = launch_.session;
        drop_secrets(launch_.directory);
        const bool ran = began();
        if (ran) leave_network();
        take_back();
        if (ran) {
            for (json& event : collect(session)) events_.push_back(std::move(event));
        }
        settle_conversation(status, ran);
        events_.push_back(ended(status));
        deliver(session, events_);
        if (const auto saved = save(session); !saved) cli::log::error(saved.error().message);
    }

    // The id that an agent was given is no conversation when it never came up.
    void settle_conversation(const Result<int>& status, bool ran) {
        Session& session = launch_.session;
        const bool told = learn_conversation(session);
        const bool is_short = status && failed_at_start(*status, time::now() - session.started);
        failed_ = is_short && !told && !session.once && launch_.sections.provider.volume;
        if ((failed_ || !ran) && !session.continues) session.conversation.reset();
    }

    // What a person is told at the end.
    void part() const {
        const Session& session = launch_.session;
        if (failed_) {
            cli::log::warning(failure_at_start(session));
            cli::log::info("hint: " + way_out(session, launch_.sections.provider, has_terminal()));
        } else if (const std::string way = way_to_resume(session); !way.empty() && has_terminal()) {
            cli::log::info(way);
        }
    }

    void leave_network() {
        const bool stands_on_one = launch_.sections.net.proxy.has_value();
        if (launch_.sandbox.once || !stands_on_one || !launch_.engine.traits().stopped_hold_networks) return;
        launch_.fill.texts["container"] = launch_.session.container;
        const auto left = output_of(launch_.engine, engine_words(launch_.fill, leave_words()));
        if (!left) cli::log::debug(left.error().message);
    }

    // A session whose engine may still hold something of it stays lost until the next command has cleaned up after it.
    void take_back() {
        bool gone = performed_.undo() && !unready_;
        if (!gone && !is_silent(launch_.engine)) {
            const auto removed = began() ? remove_network_of(launch_.engine, launch_.session.id)
                                         : remove_session(launch_.engine, launch_.session.id);
            if (!removed) cli::log::debug(removed.error().message);
            gone = removed.has_value();
        }
        launch_.session.state = gone && !silence_ ? State::ended : State::lost;
        if (launch_.session.state == State::ended) launch_.session.ended = time::now();
        if (launch_.session.state == State::lost) {
            cli::log::warning(launch_.engine.program + " may still hold something of session " + launch_.session.id +
                              "; the next scc command removes it once the engine answers");
        }
    }

    json ended(const Result<int>& status) {
        json fields = {{"seconds", time::now() - launch_.session.started}};
        if (status) launch_.session.status = *status;
        if (status) fields["status"] = *status;
        if (!over_.empty()) fields["because"] = over_;
        if (!status) fields["error"] = status.error().message;
        return event_of(launch_.session, "session.ended", std::move(fields));
    }

    Launch& launch_;
    Performed performed_;
    Conversation conversation_;  // that the agent is in
    TimeLimit limit_;
    std::string over_;              // what was said when the limit was reached
    bool stopped_ = false;          // the engine was told so
    bool failed_ = false;           // the agent never came up
    std::vector<json> events_;      // not yet delivered
    std::optional<Error> unready_;  // why the agent was not started although its container was
    std::optional<Error> silence_;  // the engine did not do its part while the agent ran
};

}  // namespace

Result<int> run(const cli::Args& args, const json& plan) {
    if (!args.has("plan-fd")) take_terminal();
    SCC_TRY(Launch launch, prepare(args, plan));
    SCC_CHECK(sweep());
    const proc::Interrupts interrupts;
    SCC_CHECK(prepare_images(launch));
    launch.session.started = time::now();
    SCC_CHECK(check_name(launch.session));
    if (!launch.sandbox.once) {
        SCC_TRY(const std::optional<Container> wanted,
                settle_conflict(args, launch.engine, launch.session.container, launch.sandbox.fresh));
        if (wanted) return join(launch.engine, *wanted);
    }
    if (launch.sections.net.policy == model::NetworkPolicy::locked_down_web) {
        cli::log::info("the network is locked down: an agent cannot reach its model");
    }
    if (const std::string change = change_of_policy(launch.session, launch.wanted); !change.empty()) {
        cli::log::warning(change);
    }
    return Supervision(launch).to_the_end();
}

}  // namespace scc::sandbox
