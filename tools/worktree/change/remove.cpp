#include "remove.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <nlohmann/json.hpp>
#include <thread>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "cli/log.hpp"
#include "cli/stage.hpp"
#include "look/find.hpp"
#include "look/loss.hpp"
#include "make.hpp"
#include "place/begun.hpp"
#include "place/ground.hpp"
#include "place/name.hpp"
#include "place/sessions.hpp"
#include "shell/quote.hpp"
#include "wire/nullable.hpp"

namespace scc::worktree {
namespace {

constexpr const char* asked = "asked for";

// How long the supervisor of a stopped session may take to write its end.
constexpr std::chrono::milliseconds patience = std::chrono::seconds(5);
constexpr std::chrono::milliseconds step = std::chrono::milliseconds(50);

struct Removal {
    Entry entry;
    bool with_branch = false;
    std::string because;
};

// A branch goes with its worktree when it was made for it.
bool is_made_for(const Entry& entry) { return !entry.branch.empty() && entry.branch == branch_for(entry.name); }

std::string commit_of(const Ground& ground, const std::string& branch) {
    const auto commit = commit_named(ground.repository.get(), "refs/heads/" + branch);
    return commit ? text_of(*git_commit_id(commit->get())) : std::string();
}

Result<Done> put_aside(const Site& site, const std::string& path) {
    const std::string aside = directory_aside(site, path);
    SCC_CHECK(file::remove_all(aside));
    if (::rename(path.c_str(), aside.c_str()) == 0 || errno == ENOENT) return Done{};
    return Error{Code::tool,
                 "cannot take " + text::quoted(path) + " away: " + std::strerror(errno),
                 errno == EBUSY ? "something is mounted there: a sandbox that still runs?" : "nothing was changed"};
}

Result<Done> perform(const Ground& ground, const Removal& removal) {
    Work work{.act = Act::remove, .path = removal.entry.path, .makes_folder = true};
    if (removal.with_branch) work.branch = removal.entry.branch;
    if (removal.with_branch) work.commit = commit_of(ground, work.branch);
    work.makes_folder = path::parent(work.path) == ground.site.folder;
    SCC_TRY(Note note, Note::begin(ground.site, work));
    const auto aside = put_aside(ground.site, work.path);
    if (!aside) note.end();
    if (!aside) return aside;
    SCC_CHECK(finish_removal(ground.repository.get(), ground.site, work));
    note.end();
    return Done{};
}

json record_of(const Removal& removal) {
    return {{"name", removal.entry.name},
            {"path", removal.entry.path},
            {"branch", wire::text_or_null(removal.entry.branch)},
            {"branch_deleted", removal.with_branch},
            {"because", removal.because}};
}

Result<Done> stop_session(const Entry& entry) {
    const auto session = live_session_in(entry.path);
    if (!session) return Done{};
    cli::log::info("stopping session " + session->id);
    SCC_CHECK(cli::output_of_stage({"scc-sandbox", "stop", session->id, "--no-input", "--json"}));
    for (auto waited = patience.zero(); waited < patience; waited += step) {
        if (!live_session_in(entry.path)) return Done{};
        std::this_thread::sleep_for(step);
    }
    return Error{Code::tool, "session " + session->id + " still runs there", "scc stop " + session->id};
}

Result<Done> check_lock(const Entry& entry) {
    if (!entry.lock) return Done{};
    return taken("the worktree " + text::quoted(entry.name) + " is locked" +
                     (entry.lock->empty() ? std::string() : ": " + *entry.lock),
                 "git worktree unlock " + shell::quote(entry.path) + ", or remove it with --force");
}

Result<Done> check_loss(const Ground& ground, const Removal& removal) {
    SCC_TRY(const Loss loss, loss_of(ground, removal.entry, removal.with_branch));
    if (loss.none()) return Done{};
    Error error = taken("removing " + text::quoted(removal.entry.name) + " would lose " + summary_of(loss),
                        "commit or merge what is to be kept, or give it up with --force");
    error.also = lines_of(loss);
    return error;
}

Result<Removal> wanted(const cli::Args& args, const Ground& ground) {
    SCC_TRY(Entry entry, entry_named(ground.known, args.operands.back()));
    if (entry.is_main) {
        return taken(text::quoted(entry.name) + " is the main worktree, which holds the repository",
                     "rm -r " + shell::quote(entry.path) + " if it is to go");
    }
    const bool with_branch = is_made_for(entry) && !args.has("keep-branch");
    return Removal{std::move(entry), with_branch, asked};
}

// What prune takes; nothing for what stays.
std::optional<Removal> candidate(const Ground& ground, const Entry& entry, bool merged) {
    if (entry.is_main || entry.lock) return std::nullopt;
    const bool is_gone = !file::exists(entry.path);
    if (!is_gone && !(merged && is_merged(ground, entry))) return std::nullopt;
    if (live_session_in(entry.path)) return std::nullopt;
    Removal removal{entry, is_made_for(entry), is_gone ? "its directory is gone" : "merged"};
    const auto loss = loss_of(ground, entry, removal.with_branch);
    if (is_gone && loss && !loss->commits.empty()) removal.with_branch = false;
    const bool would_lose = !loss || (!is_gone && !loss->none());
    return would_lose ? std::nullopt : std::optional(std::move(removal));
}

}  // namespace

Result<json> remove(const cli::Args& args, const json&) {
    SCC_TRY(const Ground ground, ground_of(args, 1));
    SCC_TRY(const Removal removal, wanted(args, ground));
    if (!args.has("force")) SCC_CHECK(check_lock(removal.entry));
    if (!args.has("force")) SCC_CHECK(check_loss(ground, removal));
    SCC_CHECK(stop_session(removal.entry));
    if (!args.has("force")) SCC_CHECK(check_loss(ground, removal));
    SCC_CHECK(perform(ground, removal));
    return json{{"repository", ground.site.common}, {"removed", json::array({record_of(removal)})}};
}

Result<json> prune(const cli::Args& args, const json&) {
    SCC_TRY(const Ground ground, ground_of(args, 0));
    json removed = json::array();
    for (const Entry& entry : ground.known) {
        const auto removal = candidate(ground, entry, args.has("merged"));
        if (!removal) continue;
        if (!args.has("dry-run")) SCC_CHECK(perform(ground, *removal));
        removed.push_back(record_of(*removal));
    }
    return json{{"repository", ground.site.common}, {"removed", removed}};
}

std::string removed_text(const cli::Args& args, const json& data) {
    std::string lines;
    for (const json& record : data.at("removed")) {
        lines += (args.has("dry-run") ? "would remove  " : "removed  ") + record.at("path").get<std::string>();
        if (record.at("branch_deleted").get<bool>()) lines += " and branch " + record.at("branch").get<std::string>();
        const std::string because = record.at("because").get<std::string>();
        lines += because == asked ? "\n" : " (" + because + ")\n";
    }
    return lines.empty() ? "nothing to remove\n" : lines;
}

}  // namespace scc::worktree
