#include "conflict.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "cli/tty.hpp"
#include "engine/names.hpp"

namespace scc::sandbox {
namespace {

using Joined = std::optional<Container>;

Result<Joined> replace(const Engine& engine, const Container& container) {
    SCC_CHECK(remove_containers(engine, {container.id}));
    return Joined();
}

Error running(const std::string& name) {
    return {Code::prereq,
            "a session is running in " + text::quoted(name),
            "pass --fresh to replace it, join it with scc attach " + name + ", or end it with scc stop " + name};
}

Result<Joined> ask(const Engine& engine, const Container& container) {
    SCC_TRY(const std::size_t chosen,
            cli::tty::choose("A session is running in " + text::quoted(container.name) + ".",
                             {"attach to it", "replace it", "cancel"}));
    if (chosen == 0) return Joined(container);
    if (chosen == 1) return replace(engine, container);
    return Error{Code::interrupted, "cancelled"};
}

// Whether the container that the last session of that name left is removed, which the engine does only for a stopped
// one unless it is forced to.
Result<bool> removed_last(const Engine& engine, const std::string& name, bool fresh) {
    SCC_TRY(const std::vector<Session> sessions, all_sessions());
    const auto last = std::ranges::find_if(sessions, [&](const Session& session) {
        return session.container == name && session.engine == engine.program;
    });
    const std::string id = last == sessions.end() ? "" : container_of(last->id);
    if (id.empty()) return false;
    std::vector<std::string> words = fresh ? engine.traits().remove : std::vector<std::string>{"rm"};
    words.push_back(id);
    SCC_TRY(const proc::Outcome outcome, answer_to(engine, words));
    if (outcome.status != 0) return false;
    forget_container(last->id);
    return true;
}

}  // namespace

Result<Done> check_name(const Session& session) {
    SCC_TRY(const std::vector<Session> sessions, all_sessions());
    const auto other = std::ranges::find_if(sessions, [&](const Session& at) {
        return session.name && at.name == session.name && is_live(at) && at.container != session.container;
    });
    if (other == sessions.end()) return Done{};
    return Error{Code::prereq,
                 "a running session is called " + text::quoted(*session.name) + " already: " + other->container,
                 "choose another --name, or end that one: scc stop " + other->container};
}

Result<std::optional<Container>> settle_conflict(const cli::Args& args,
                                                 const Engine& engine,
                                                 const std::string& name,
                                                 bool fresh) {
    SCC_TRY(const bool removed, removed_last(engine, name, fresh));
    if (removed) return Joined();
    SCC_TRY(const std::vector<Container> same, containers_named(engine, name));
    if (same.empty()) return Joined();
    const Container& container = same.front();
    if (container.owner != owner()) {
        return Error{Code::prereq,
                     "there is a container " + text::quoted(name) + " that this user's scc did not make",
                     "remove or rename it"};
    }
    if (!container.is_running() || fresh) return replace(engine, container);
    if (!cli::tty::can_ask(args)) return running(name);
    return ask(engine, container);
}

}  // namespace scc::sandbox
