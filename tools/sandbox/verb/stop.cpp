#include "stop.hpp"

#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

#include "base/text.hpp"
#include "cli/tty.hpp"
#include "run/sweep.hpp"
#include "session/choice.hpp"
#include "session/session.hpp"

namespace scc::sandbox {
namespace {

using nlohmann::json;
using Clock = std::chrono::steady_clock;

constexpr auto supervisors_within = std::chrono::seconds(10);
constexpr auto pause = std::chrono::milliseconds(50);

std::vector<Container> running_among(std::vector<Container> containers) {
    std::erase_if(containers, [](const Container& container) { return !container.is_running(); });
    return containers;
}

Result<Container> running_named(const std::vector<Container>& all, const std::string& word) {
    auto running = find_container(running_among(all), word);
    if (running || running.error().code != Code::not_found || !find_container(all, word)) return running;
    return Error{Code::not_found, text::quoted(word) + " does not run", "scc list shows which do"};
}

Result<std::vector<Container>> ask(const cli::Args& args, const std::vector<Container>& running) {
    if (!cli::tty::can_ask(args)) {
        return Error{Code::usage, "it is not said what to stop", "name sandboxes, or pass --all"};
    }
    std::vector<std::string> lines;
    for (const Container& container : running) lines.push_back(container.name + "  " + container.workspace);
    if (lines.size() > 1) lines.emplace_back("all of them");
    SCC_TRY(const std::size_t chosen, cli::tty::choose("Stop which?", lines));
    if (chosen == running.size()) return running;
    return std::vector<Container>{running[chosen]};
}

// Those that are meant.
Result<std::vector<Container>> chosen(const cli::Args& args, const Engine& engine) {
    if (args.has("all") && !args.operands.empty()) {
        return Error{Code::usage, "'--all' and names exclude each other", "pass one of the two"};
    }
    SCC_TRY(const std::vector<Container> all, agents_of(engine));
    const std::vector<Container> running = running_among(all);
    if (args.has("all")) return running;
    if (args.operands.empty() && running.empty()) return Error{Code::not_found, "no sandbox is running"};
    if (args.operands.empty()) return ask(args, running);
    std::vector<Container> meant;
    for (const std::string& word : args.operands) {
        SCC_TRY(Container container, running_named(all, word));
        meant.push_back(std::move(container));
    }
    return meant;
}

// Waits for the supervisors of the stopped sandboxes, so that what follows finds nothing of theirs.
void await_ends(const std::vector<Container>& stopped) {
    const auto deadline = Clock::now() + supervisors_within;
    for (const Container& container : stopped) {
        for (;;) {
            const auto session = load(container.session);
            if (!session || !is_live(*session) || !is_supervised(*session) || Clock::now() > deadline) break;
            std::this_thread::sleep_for(pause);
        }
    }
}

}  // namespace

Result<json> stop(const cli::Args& args, const json&) {
    SCC_CHECK(sweep());
    SCC_TRY(const Engine engine, detect());
    SCC_TRY(const std::vector<Container> meant, chosen(args, engine));
    json data = {{"stopped", json::array()}};
    if (meant.empty()) return data;
    std::vector<std::string> words = {"stop", "--time", "5"};
    for (const Container& container : meant) {
        words.push_back(container.id);
        data["stopped"].push_back(container.name);
    }
    SCC_CHECK(output_of(engine, words));
    await_ends(meant);
    return data;
}

std::string text_of_stop(const cli::Args&, const json& data) {
    std::string lines;
    for (const json& name : data.at("stopped")) lines += "stopped " + name.get<std::string>() + "\n";
    return lines.empty() ? "no sandbox is running\n" : lines;
}

}  // namespace scc::sandbox
