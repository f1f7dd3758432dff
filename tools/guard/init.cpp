#include "init.hpp"

#include <sys/prctl.h>
#include <unistd.h>

#include <cstdlib>

#include "agent.hpp"
#include "arguments.hpp"
#include "base/file.hpp"
#include "events.hpp"
#include "exec/handover.hpp"
#include "exec/supervisor.hpp"
#include "exec/watched.hpp"
#include "identity.hpp"
#include "policy/policy.hpp"
#include "privileges.hpp"
#include "proxy.hpp"
#include "reap.hpp"
#include "root.hpp"
#include "say.hpp"
#include "wall.hpp"

namespace scc::guard {
namespace {

// Says what went wrong and goes on.
void mention(const Result<Done>& done) {
    if (!done) say(done.error());
}

// The reason why guarded programs are refused; empty when there is a policy.
std::string fault_of_policy() {
    const auto policy = policy::load(at_root(policy_file));
    if (policy) return {};
    say(policy.error());
    say("scc-guard: there is no policy to judge by, so every guarded program is refused\n");
    return policy.error().message;
}

std::string shell_of_image() { return file::exists(at_root("/bin/bash")) ? "/bin/bash" : "/bin/sh"; }

void prepare_identity(const Arguments& arguments, const Identity& identity) {
    mention(write_entries(at_root("/etc"), identity));
    for (const std::string& directory : arguments.own) {
        mention(own(at_root(directory), at_root(identity.home), identity));
    }
    mention(own(at_root(identity.home), at_root(identity.home), identity));
}

void set_environment(const Identity& identity) {
    const std::string name = name_of(file::read(at_root("/etc/passwd")).value_or(""), identity.uid);
    const std::string& user = name.empty() ? std::to_string(identity.uid) : name;
    ::setenv("HOME", identity.home.c_str(), 1);
    ::setenv("SHELL", identity.shell.c_str(), 1);
    ::setenv("USER", user.c_str(), 1);
    ::setenv("LOGNAME", user.c_str(), 1);
}

void prepare_events(const Arguments& arguments, const std::string& fault, Events& events) {
    const Result<Done> listening = events.open_socket(at_root(event_socket), arguments.uid);
    mention(listening);
    if (events.socket() < 0) return;
    mention(events.open_file(arguments.events, arguments.uid));
    events.write_started();
    if (!fault.empty()) events.write_own("guard.unready", fault);
}

// From before the agent starts nobody of the same uid reads this process's memory or takes its descriptors; the agent's
// own exec makes the agent readable again.
void hide() { ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

// The agent's exit status, or that of a signal that came before there was one.
Result<int> supervise(const Arguments& arguments,
                      const WatchedFiles& files,
                      const file::Descriptor& signals,
                      Events& events) {
    hide();
    SCC_TRY(const int ending, await_proxy(at_root(proxy_file), signals));
    if (ending != 0) return killed_by(ending);
    const auto terminal = foreground_terminal();
    if (arguments.size) set_size(terminal, *arguments.size);
    set_variables(arguments.variables);
    SCC_TRY(Handover handover, Handover::begin());
    SCC_TRY(const pid_t agent, start_agent(arguments.agent, terminal, handover));
    SCC_TRY(Listener listener, handover.take());
    Supervisor supervisor(std::move(listener), files);
    const int status = look_after(agent, signals, events, supervisor);
    if (terminal) ::tcsetpgrp(terminal.number(), ::getpgrp());
    return status;
}

Result<int> launch(const Arguments& arguments) {
    SCC_TRY(const file::Descriptor signals, block_signals());
    const Identity identity{arguments.uid, arguments.gid, arguments.home, shell_of_image()};
    const std::string fault = fault_of_policy();
    if (is_root()) prepare_identity(arguments, identity);
    set_environment(identity);
    Events events;
    prepare_events(arguments, fault, events);
    const WatchedFiles files = WatchedFiles::of_container();
    if (arguments.way_out) mention(close_all_but(*arguments.way_out));
    SCC_CHECK(drop_privileges(identity.uid, identity.gid));
    SCC_TRY(const int status, supervise(arguments, files, signals, events));
    if (!arguments.kept.empty()) events.write_kept(look_at(arguments.kept));
    events.write_ended(status);
    return status;
}

}  // namespace

int init(const std::vector<std::string>& words) {
    const auto arguments = arguments_in(words);
    const auto status = arguments ? launch(*arguments) : arguments.error();
    if (status) return *status;
    say(status.error());
    return static_cast<int>(status.error().code);
}

}  // namespace scc::guard
