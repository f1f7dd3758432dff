#include "join.hpp"

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "cli/log.hpp"
#include "collect.hpp"
#include "engine/containers.hpp"
#include "engine/names.hpp"
#include "engine/terminal.hpp"
#include "session/choice.hpp"
#include "sweep.hpp"

namespace scc::sandbox {
namespace {

using Words = std::vector<std::string>;

// Docker's own, whatever a person's configuration of it says.
constexpr const char* detach_keys = "--detach-keys=ctrl-p,ctrl-q";

Result<int> become(const Engine& engine, Words words) { return proc::become(call(engine, std::move(words))); }

Error not_running(const Container& container) {
    return {Code::not_found, text::quoted(container.name) + " does not run", "start it again: scc start"};
}

// The engines' clients say different things about a person who left and an agent that ended.
Result<int> after_attach(const Engine& engine, const Container& joined, int status) {
    const auto session = load(joined.session);
    if (const auto ended = session ? status_by_guard(*session) : std::nullopt) return *ended;
    SCC_TRY(const std::vector<Container> same, containers_named(engine, joined.name));
    if (same.empty() || !same.front().is_running()) return status;
    cli::log::info("left; it runs on: scc attach " + joined.name + " joins it again");
    return 0;
}

}  // namespace

Result<int> join(const Engine& engine, const Container& container) {
    if (has_terminal()) cli::log::info("Ctrl-P Ctrl-Q leaves it and lets it run on");
    SCC_TRY(const int status,
            proc::attached(call(engine, {"attach", "--sig-proxy=false", detach_keys, container.name})));
    return after_attach(engine, container, status);
}

Result<int> attach(const cli::Args& args, const nlohmann::json&) {
    SCC_CHECK(sweep());
    SCC_TRY(const Engine engine, detect());
    SCC_TRY(const Container container, choose_container(args, engine, "Attach to which?"));
    if (!container.is_running()) return not_running(container);
    return join(engine, container);
}

Result<int> exec(const cli::Args& args, const nlohmann::json&) {
    if (!args.command || args.command->empty()) {
        return Error{Code::usage, "there is no command after '--'", "scc exec NAME -- COMMAND"};
    }
    SCC_CHECK(sweep());
    SCC_TRY(const Engine engine, detect());
    SCC_TRY(const Container container, choose_container(args, engine, "Run it in which?"));
    if (!container.is_running()) return not_running(container);
    Words words = {"exec", "--interactive", no_detach_keys};
    const Words entry = {"--user", "0:0", "--env", "TERM", container.name, guard_program, "init"};
    for (const Words& part :
         {terminal_words(), entry, {"--user", container.user}, size_words(), {"--"}, *args.command}) {
        words.insert(words.end(), part.begin(), part.end());
    }
    return become(engine, std::move(words));
}

Result<int> logs(const cli::Args& args, const nlohmann::json&) {
    SCC_CHECK(sweep());
    SCC_TRY(const Engine engine, detect());
    SCC_TRY(const Container container, choose_container(args, engine, "Logs of which?"));
    Words words = {"logs"};
    if (args.has("follow")) words.emplace_back("--follow");
    words.push_back(container.name);
    return become(engine, std::move(words));
}

}  // namespace scc::sandbox
