#include "list.hpp"

#include <algorithm>
#include <atomic>
#include <map>
#include <nlohmann/json.hpp>
#include <thread>
#include <vector>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "cli/table.hpp"
#include "look.hpp"
#include "place/begun.hpp"
#include "place/git.hpp"
#include "place/site.hpp"
#include "proc/places.hpp"
#include "wire/nullable.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

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

// The workspaces of running sessions, with the session's id.
std::map<std::string, std::string> running_sessions() {
    std::map<std::string, std::string> sessions;
    const std::string directory = places::state_dir() + "/sessions";
    const auto ids = file::list(directory);
    if (!ids) return sessions;
    for (const std::string& id : *ids) {
        const auto record = wire::parse_file(directory + "/" + id + "/session.json");
        if (!record) continue;
        wire::Reader in(*record, id);
        in.open();
        const std::string workspace = in.text_or("workspace", "");
        if (in.text_or("state", "") == "running" && !in.faults()) sessions[workspace] = id;
    }
    return sessions;
}

json record_of(const Entry& entry, const Look& look, const std::map<std::string, std::string>& sessions) {
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
                   {"session", nullptr}};
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
    if (const auto session = sessions.find(entry.path); session != sessions.end()) record["session"] = session->second;
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
    if (!record.at("session").is_null()) parts.emplace_back("session running");
    return parts.empty() ? "-" : text::join(parts, ", ");
}

}  // namespace

Result<json> list(const cli::Args& args, const json&) {
    SCC_TRY(const std::string here, path::current());
    SCC_TRY(const Repository repository, open(path::normal(args.operand(0), here)));
    const Site site = site_of(repository.get());
    repair(repository.get(), site);
    SCC_TRY(const std::vector<Entry> known, entries(site));
    const std::string main_branch = known.empty() || !known.front().is_main ? "" : known.front().branch;
    const std::vector<Look> found = looks(site, known, main_branch);
    const auto sessions = running_sessions();
    json records = json::array();
    for (std::size_t i = 0; i < known.size(); ++i) records.push_back(record_of(known[i], found[i], sessions));
    return json{{"repository", site.common}, {"worktrees", records}};
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
