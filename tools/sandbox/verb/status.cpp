#include "status.hpp"

#include <nlohmann/json.hpp>

#include "base/path.hpp"
#include "base/text.hpp"
#include "cli/log.hpp"
#include "engine/engine.hpp"
#include "engine/usage.hpp"
#include "run/sweep.hpp"
#include "session/session.hpp"

namespace scc::sandbox {
namespace {

using nlohmann::json;

json engine_json() {
    const auto engine = detect();
    if (!engine) return {{"state", "missing"}, {"because", engine.error().message}};
    return {{"state", "answers"},
            {"name", engine->program},
            {"version", engine->version},
            {"architecture", engine->architecture},
            {"rootless", engine->rootless}};
}

std::string line_of(const json& session) {
    std::string line = "  " + session.at("container").get<std::string>() + "  " +
                       session.at("network").get<std::string>() + "  " + session.at("workspace").get<std::string>();
    const auto started = time::parse(session.at("started").get<std::string>());
    if (started) line += "  started " + time::ago(*started, time::now());
    if (!session.at("cpu").is_null()) {
        line += "  " + session.at("cpu").get<std::string>() + "  " + session.at("memory").get<std::string>();
    }
    return line;
}

// Those whose engine answers; what is not measured stays null.
void measure(const Engine& engine, json& running) {
    std::vector<std::string> containers;
    for (const json& session : running) {
        const bool is_its = session.at("engine") == engine.program && session.at("state") == "running";
        if (is_its) containers.push_back(session.at("container").get<std::string>());
    }
    const auto usage = usage_of(engine, containers);
    if (!usage) return cli::log::warning(usage.error().message);
    for (json& session : running) {
        const auto found = usage->find(session.at("container").get<std::string>());
        if (found == usage->end()) continue;
        session["cpu"] = found->second.cpu;
        session["memory"] = found->second.memory;
    }
}

json running_json(const Session& session) {
    json running = to_json(session);
    running["cpu"] = nullptr;
    running["memory"] = nullptr;
    return running;
}

}  // namespace

Result<json> status(const cli::Args& args, const json&) {
    SCC_CHECK(sweep());
    SCC_TRY(const std::string here, path::current());
    SCC_TRY(const std::vector<Session> all, all_sessions());
    json data = {{"engine", engine_json()}, {"workspace", here}, {"running", json::array()}, {"last", nullptr}};
    for (const Session& session : all) {
        if (is_live(session)) data["running"].push_back(running_json(session));
        if (data["last"].is_null() && path::is_within(here, session.workspace)) {
            data["workspace"] = session.workspace;
            data["last"] = to_json(session);
        }
    }
    const auto engine = detect();
    if (args.has("stats") && engine) measure(*engine, data["running"]);
    return data;
}

std::string text_of_status(const cli::Args&, const json& data) {
    const json& engine = data.at("engine");
    std::string lines = "engine     ";
    lines += engine.at("state") == "answers"
                 ? engine.at("name").get<std::string>() + " " + engine.at("version").get<std::string>()
                 : engine.at("because").get<std::string>();
    lines += "\nworkspace  " + data.at("workspace").get<std::string>();
    if (!data.at("last").is_null()) {
        const json& last = data.at("last");
        lines += "\nlast       " + last.at("provider").get<std::string>() + ", " + last.at("state").get<std::string>();
    }
    lines += "\nrunning    " + text::count_of(data.at("running").size(), "session") + "\n";
    for (const json& session : data.at("running")) lines += line_of(session) + "\n";
    return lines;
}

}  // namespace scc::sandbox
