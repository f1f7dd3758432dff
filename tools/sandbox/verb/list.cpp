#include "list.hpp"

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "cli/log.hpp"
#include "cli/table.hpp"
#include "engine/usage.hpp"
#include "run/sweep.hpp"
#include "session/choice.hpp"
#include "session/session.hpp"
#include "wire/nullable.hpp"

namespace scc::sandbox {
namespace {

using nlohmann::json;

constexpr std::size_t usual_limit = 20;

std::string text_in(const json& record, const char* key) {
    const json& value = record.at(key);
    return value.is_string() ? value.get<std::string>() : value.is_null() ? "" : value.dump();
}

json container_json(const Container& container) {
    return {{"name", container.name},
            {"session", container.session},
            {"provider", container.provider},
            {"team", wire::text_or_null(container.team)},
            {"workspace", container.workspace},
            {"state", container.state},
            {"policy", container.policy},
            {"network", container.network},
            {"cpu", nullptr},
            {"memory", nullptr}};
}

Result<Done> measure(const Engine& engine, json& containers) {
    std::vector<std::string> running;
    for (const json& container : containers) {
        if (container.at("state") == "running") running.push_back(text_in(container, "name"));
    }
    SCC_TRY(const auto usage, usage_of(engine, running));
    for (json& container : containers) {
        const auto found = usage.find(text_in(container, "name"));
        if (found == usage.end()) continue;
        container["cpu"] = found->second.cpu;
        container["memory"] = found->second.memory;
    }
    return Done{};
}

Result<std::size_t> limit_of(const cli::Args& args) {
    if (args.has("all")) return SIZE_MAX;
    const auto given = args.text("limit");
    if (!given) return usual_limit;
    const auto number = text::number(*given);
    if (!number || *number == 0) return Error{Code::usage, "'--limit' must be a number above 0"};
    return *number;
}

std::string when(const json& record) {
    const auto started = time::parse(text_in(record, "started"));
    return started ? time::ago(*started, time::now()) : "";
}

}  // namespace

Result<json> list(const cli::Args& args, const json&) {
    SCC_CHECK(sweep());
    SCC_TRY(const Engine engine, detect());
    SCC_TRY(const std::vector<Container> containers, agents_of(engine));
    json data = {{"containers", json::array()}};
    for (const Container& container : containers) data["containers"].push_back(container_json(container));
    if (args.has("stats")) SCC_CHECK(measure(engine, data["containers"]));
    return data;
}

std::string text_of_list(const cli::Args& args, const json& data) {
    if (data.at("containers").empty()) return "no sandboxes\n";
    std::vector<std::vector<std::string>> rows = {{"NAME", "STATE", "PROVIDER", "TEAM", "NETWORK", "WORKSPACE"}};
    if (args.has("stats")) rows[0].insert(rows[0].begin() + 5, {"CPU", "MEMORY"});
    for (const json& container : data.at("containers")) {
        std::vector<std::string> row;
        for (const char* key : {"name", "state", "provider", "team", "network"}) row.push_back(text_in(container, key));
        if (args.has("stats")) row.insert(row.end(), {text_in(container, "cpu"), text_in(container, "memory")});
        row.push_back(text_in(container, "workspace"));
        rows.push_back(std::move(row));
    }
    return cli::table(rows);
}

Result<json> sessions(const cli::Args& args, const json&) {
    SCC_CHECK(sweep());
    SCC_TRY(const std::size_t limit, limit_of(args));
    std::vector<Unreadable> unreadable;
    SCC_TRY(const std::vector<Session> all, all_sessions(&unreadable));
    json data = {{"sessions", json::array()}, {"unreadable", json::array()}};
    for (const Unreadable& one : unreadable) {
        cli::log::warning(text_of(one));
        data["unreadable"].push_back({{"id", one.id}, {"because", one.error.message}, {"where", one.error.where}});
    }
    for (const Session& session : all) {
        if (data["sessions"].size() < limit) data["sessions"].push_back(to_json(session));
    }
    return data;
}

std::string text_of_sessions(const cli::Args&, const json& data) {
    if (data.at("sessions").empty()) return "no sessions\n";
    std::vector<std::vector<std::string>> rows = {
        {"SESSION", "NAME", "STATE", "STATUS", "STARTED", "PROVIDER", "TEAM", "BRANCH", "CONVERSATION", "WORKSPACE"}};
    for (const json& session : data.at("sessions")) {
        std::vector<std::string> row = {short_id(text_in(session, "id"))};
        for (const char* key : {"name", "state", "status"}) row.push_back(text_in(session, key));
        row.push_back(when(session));
        for (const char* key : {"provider", "team", "branch", "conversation", "workspace"}) {
            row.push_back(text_in(session, key));
        }
        rows.push_back(std::move(row));
    }
    return cli::table(rows);
}

}  // namespace scc::sandbox
