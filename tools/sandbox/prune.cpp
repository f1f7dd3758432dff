#include "prune.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "base/file.hpp"
#include "base/text.hpp"
#include "cli/log.hpp"
#include "containers.hpp"
#include "events.hpp"
#include "session.hpp"
#include "sweep.hpp"

namespace scc::sandbox {
namespace {

using nlohmann::json;

constexpr time::Seconds usual_age = 30 * 24 * 3600;

struct Leftovers {
    std::vector<Container> containers;
    std::vector<Network> networks;
    std::vector<Session> sessions;
};

// The ids of sessions that somebody looks after.
Result<std::set<std::string>> supervised_sessions() {
    SCC_TRY(const std::vector<Session> all, all_sessions());
    std::set<std::string> ids;
    for (const Session& session : all) {
        if (is_live(session) && is_supervised(session)) ids.insert(session.id);
    }
    return ids;
}

Result<time::Seconds> age_of(const cli::Args& args) {
    const auto given = args.text("older-than");
    if (!given) return usual_age;
    const auto age = time::duration(*given);
    if (!age) return Error{Code::usage, "'--older-than' must be a time such as 30d or 12h"};
    return *age;
}

Result<Leftovers> leftovers(const Engine& engine, time::Seconds age) {
    SCC_TRY(const std::set<std::string> supervised, supervised_sessions());
    Leftovers left;
    SCC_TRY(left.containers, containers_of(engine));
    SCC_TRY(left.networks, networks_of(engine));
    SCC_TRY(left.sessions, all_sessions());
    const time::Seconds now = time::now();
    std::erase_if(left.containers, [&](const Container& c) { return supervised.contains(c.session); });
    std::erase_if(left.networks, [&](const Network& n) { return supervised.contains(n.session); });
    std::erase_if(left.sessions,
                  [&](const Session& s) { return !is_clean(s) || now - s.ended.value_or(s.started) < age; });
    return left;
}

json described(const Leftovers& left) {
    json removed = json::array();
    for (const Container& container : left.containers) {
        removed.push_back({{"what", "container"}, {"name", container.name}});
    }
    for (const Network& network : left.networks) removed.push_back({{"what", "network"}, {"name", network.name}});
    for (const Session& session : left.sessions) removed.push_back({{"what", "session"}, {"name", session.id}});
    return removed;
}

// The log comes first: a session whose events it does not take is kept.
Result<Done> remove_records(const std::vector<Session>& sessions) {
    for (const Session& session : sessions) {
        SCC_CHECK(deliver_kept(session.id));
        SCC_CHECK(file::remove_all(directory_of(session.id)));
    }
    return Done{};
}

Result<Done> remove(const Engine& engine, const Leftovers& left) {
    std::vector<std::string> ids;
    for (const Container& container : left.containers) ids.push_back(container.id);
    SCC_CHECK(remove_containers(engine, ids));
    for (const Container& container : left.containers) forget_container(container.session);
    std::vector<std::string> names;
    for (const Network& network : left.networks) names.push_back(network.name);
    SCC_CHECK(remove_networks(engine, names));
    return remove_records(left.sessions);
}

}  // namespace

Result<json> prune(const cli::Args& args, const json&) {
    SCC_TRY(const time::Seconds age, age_of(args));
    SCC_TRY(const Engine engine, detect());
    const bool dry = args.has("dry-run");
    if (!dry) SCC_CHECK(sweep());
    SCC_TRY(const Leftovers left, leftovers(engine, age));
    if (!dry) SCC_CHECK(remove(engine, left));
    return json{{"removed", described(left)}, {"dry_run", dry}};
}

std::string text_of_prune(const cli::Args&, const json& data) {
    if (data.at("removed").empty()) return "nothing to remove\n";
    const std::string verb = data.at("dry_run").get<bool>() ? "would remove " : "removed ";
    std::string lines;
    for (const json& row : data.at("removed")) {
        lines += verb + row.at("what").get<std::string>() + " " + row.at("name").get<std::string>() + "\n";
    }
    return lines;
}

}  // namespace scc::sandbox
