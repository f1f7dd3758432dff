#include "status.hpp"

#include <nlohmann/json.hpp>

#include "base/path.hpp"
#include "base/text.hpp"
#include "engine.hpp"
#include "session.hpp"
#include "sweep.hpp"

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
    return started ? line + "  started " + time::ago(*started, time::now()) : line;
}

}  // namespace

Result<json> status(const cli::Args&, const json&) {
    SCC_CHECK(sweep());
    SCC_TRY(const std::string here, path::current());
    SCC_TRY(const std::vector<Session> all, all_sessions());
    json data = {{"engine", engine_json()}, {"workspace", here}, {"running", json::array()}, {"last", nullptr}};
    for (const Session& session : all) {
        if (is_live(session)) data["running"].push_back(to_json(session));
        if (data["last"].is_null() && path::is_within(here, session.workspace)) {
            data["workspace"] = session.workspace;
            data["last"] = to_json(session);
        }
    }
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
