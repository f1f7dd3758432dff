#include "list.hpp"

#include <algorithm>
#include <atomic>
#include <map>
#include <nlohmann/json.hpp>
#include <thread>
#include <vector>

#include "base/text.hpp"
#include "base/time.hpp"
#include "cli/table.hpp"
#include "look.hpp"
#include "place/ground.hpp"
#include "place/sessions.hpp"
#include "place/site.hpp"
#include "wire/nullable.hpp"

namespace scc::worktree {
namespace {

// Every worktree is looked at by itself, several at once.
std::vector<Look> looks(const Site& site, const std::vector<Entry>& known, const std::string& main_branch) {
    std::vector<Look> found(known.size());
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t i = next++; i < known.size(); i = next++) found[i] = look_at(site, known[i], main_branch);
    };
    const std::size_t workers = std::min<std::size_t>(known.size(), std::max(1U, std::thread::hardware_concurrency()));
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < workers; ++i) threads.emplace_back(work);
    work();
    threads.clear();
    return found;
}

json record_of(const Entry& entry, const Look& look, const std::map<std::string, SessionState>& sessions) {
    json record = {{"name", entry.name},
                   {"path", entry.path},
                   {"main", entry.is_main},
                   {"branch", wire::text_or_null(entry.branch)},
                   {"head", wire::text_or_null(look.head)},
                   {"base", nullptr},
                   {"ahead", nullptr},
                   {"behind", nullptr},
                   {"dirty", nullptr},
                   {"last_commit", nullptr},
                   {"locked", entry.lock.has_value()},
                   {"lock_reason", wire::text_or_null(entry.lock.value_or(""))},
                   {"missing", look.missing},
                   {"session", nullptr},
                   {"session_state", nullptr}};
    if (look.distance) {
        record["base"] = look.distance->base;
        record["ahead"] = look.distance->ahead;
        record["behind"] = look.distance->behind;
    }
    if (look.dirt) {
        record["dirty"] = {
            {"staged", look.dirt->staged}, {"modified", look.dirt->modified}, {"untracked", look.dirt->untracked}};
    }
    if (look.last_commit) record["last_commit"] = time::text_of(*look.last_commit);
    if (const auto session = sessions.find(entry.path); session != sessions.end()) {
        record["session"] = session->second.id;
        record["session_state"] = session->second.state;
    }
    return record;
}

std::string text_at(const json& record, const char* key, const char* fallback) {
    return record.at(key).is_string() ? record.at(key).get<std::string>() : fallback;
}

std::string distance_text(const json& record) {
    if (record.at("base").is_null()) return "-";
    return record.at("base").get<std::string>() + " +" + record.at("ahead").dump() + " -" + record.at("behind").dump();
}

std::string changes_text(const json& record) {
    const json& dirty = record.at("dirty");
    if (dirty.is_null()) return record.at("missing").get<bool>() ? "gone" : "-";
    std::vector<std::string> parts;
    for (const char* kind : {"staged", "modified", "untracked"}) {
        if (dirty.at(kind) != 0) parts.push_back(dirty.at(kind).dump() + " " + kind);
    }
    return parts.empty() ? "clean" : text::join(parts, ", ");
}

std::string age_text(const json& record, time::Seconds now) {
    const auto when = time::parse(text_at(record, "last_commit", ""));
    return when ? time::ago(*when, now) : "-";
}

std::string state_text(const json& record) {
    std::vector<std::string> parts;
    if (record.at("main").get<bool>()) parts.emplace_back("main");
    if (record.at("locked").get<bool>()) parts.emplace_back("locked");
    if (!record.at("session").is_null()) parts.push_back("session " + text_at(record, "session_state", ""));
    return parts.empty() ? "-" : text::join(parts, ", ");
}

}  // namespace

Result<json> list(const cli::Args& args, const json&) {
    SCC_TRY(const Ground ground, ground_of(args, 0));
    const std::vector<Entry>& known = ground.known;
    const std::vector<Look> found = looks(ground.site, known, ground.main_branch());
    const auto sessions = sessions_by_workspace();
    json records = json::array();
    for (std::size_t i = 0; i < known.size(); ++i) records.push_back(record_of(known[i], found[i], sessions));
    return json{{"repository", ground.site.common}, {"worktrees", records}};
}

std::string list_text(const cli::Args&, const json& data) {
    const time::Seconds now = time::now();
    std::vector<std::vector<std::string>> rows = {
        {"NAME", "BRANCH", "BASE", "CHANGES", "LAST COMMIT", "STATE", "PATH"}};
    for (const json& record : data.at("worktrees")) {
        rows.push_back({text_at(record, "name", "-"),
                        text_at(record, "branch", "(detached)"),
                        distance_text(record),
                        changes_text(record),
                        age_text(record, now),
                        state_text(record),
                        text_at(record, "path", "-")});
    }
    return cli::table(rows);
}

}  // namespace scc::worktree
