#include "conflict.hpp"

#include "base/text.hpp"
#include "cli/tty.hpp"
#include "containers.hpp"
#include "names.hpp"

namespace scc::sandbox {
namespace {

Result<Choice> replace(const Engine& engine, const Container& container) {
    SCC_CHECK(remove_containers(engine, {container.id}));
    return Choice::start;
}

Error running(const std::string& name) {
    return {Code::prereq,
            "a session is running in " + text::quoted(name),
            "pass --fresh to replace it, join it with scc attach " + name + ", or end it with scc stop " + name};
}

Result<Choice> ask(const Engine& engine, const Container& container) {
    SCC_TRY(const std::size_t chosen,
            cli::tty::choose("A session is running in " + text::quoted(container.name) + ".",
                             {"attach to it", "replace it", "cancel"}));
    if (chosen == 0) return Choice::attach;
    if (chosen == 1) return replace(engine, container);
    return Error{Code::interrupted, "cancelled"};
}

}  // namespace

Result<Choice> settle_conflict(const cli::Args& args, const Engine& engine, const std::string& name, bool fresh) {
    SCC_TRY(const std::vector<Container> same, containers_named(engine, name));
    if (same.empty()) return Choice::start;
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
