#include "prune.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "base/file.hpp"
#include "base/text.hpp"
#include "cli/log.hpp"
#include "engine/containers.hpp"
#include "image/image.hpp"
#include "image_prune.hpp"
#include "run/sweep.hpp"
#include "session/events.hpp"
#include "session/session.hpp"

namespace scc::sandbox {
namespace {

using nlohmann::json;

constexpr time::Seconds usual_age = 30 * 24 * 3600;

struct Leftovers {
    std::vector<Container> containers;
    std::vector<Network> networks;
    std::vector<Session> sessions;
    std::vector<Unreadable> unreadable;  // which stay
    std::vector<Listed> images;
};

// The ids of sessions that somebody looks after, or may: nobody knows of one whose record cannot be read.
std::set<std::string> untouchable(const std::vector<Session>& sessions, const std::vector<Unreadable>& unreadable) {
    std::set<std::string> ids;
    for (const Session& session : sessions) {
        if (is_live(session) && is_supervised(session)) ids.insert(session.id);
    }
    for (const Unreadable& one : unreadable) ids.insert(one.id);
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
    Leftovers left;
    SCC_TRY(left.sessions, all_sessions(&left.unreadable));
    for (const Unreadable& one : left.unreadable) cli::log::warning(text_of(one));
    const std::set<std::string> kept = untouchable(left.sessions, left.unreadable);
    SCC_TRY(left.containers, containers_of(engine));
    SCC_TRY(left.networks, networks_of(engine));
    const time::Seconds now = time::now();
    std::erase_if(left.containers, [&](const Container& c) { return kept.contains(c.session); });
    std::erase_if(left.networks, [&](const Network& n) { return kept.contains(n.session); });
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
    for (const Listed& image : left.images) removed.push_back({{"what", "image"}, {"name", image.reference()}});
    return removed;
}

// Whether the log has all the events of a session that it did not take at once.
bool delivered_kept(const std::string& id) {
    const auto delivered = deliver_kept(id);
    if (!delivered) {
        cli::log::warning("events of session " + id + " stay in " + text::quoted(directory_of(id)) + ": " +
                          delivered.error().message);
    }
    return delivered.has_value();
}

// The log comes first: a session whose events it does not take is kept.
bool removed_record(const Session& session) {
    if (!delivered_kept(session.id)) return false;
    const auto removed = file::remove_all(directory_of(session.id));
    if (!removed) cli::log::warning("the record of session " + session.id + " is kept: " + removed.error().message);
    return removed.has_value();
}

// What could not be removed is no longer among what is left.
Result<Done> remove(const Engine& engine, Leftovers& left) {
    std::vector<std::string> ids;
    for (const Container& container : left.containers) ids.push_back(container.id);
    SCC_CHECK(remove_containers(engine, ids));
    for (const Container& container : left.containers) forget_container(container.session);
    std::vector<std::string> names;
    for (const Network& network : left.networks) names.push_back(network.name);
    SCC_CHECK(remove_networks(engine, names));
    left.images = remove_images(engine, left.images);
    std::erase_if(left.sessions, [](const Session& session) { return !removed_record(session); });
    for (const Unreadable& one : left.unreadable) delivered_kept(one.id);
    return Done{};
}

}  // namespace

Result<json> prune(const cli::Args& args, const json&) {
    SCC_TRY(const time::Seconds age, age_of(args));
    SCC_TRY(const Engine engine, detect());
    const bool dry = args.has("dry-run");
    if (!dry) SCC_CHECK(sweep());
    SCC_TRY(Leftovers left, leftovers(engine, age));
    // An image that is being built has no name yet.
    SCC_TRY(const file::Descriptor turn, try_turn());
    if (turn) {
        SCC_TRY(left.images, nameless_images(engine));
    }
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
