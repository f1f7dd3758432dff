#include "resume.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/path.hpp"
#include "base/text.hpp"
#include "cli/tty.hpp"
#include "model/discover.hpp"
#include "model/wanted.hpp"
#include "sweep.hpp"
#include "wire/envelope.hpp"

namespace scc::sandbox {
namespace {

using nlohmann::json;
using Sessions = std::vector<Session>;

constexpr const char* all_of_them = "scc sessions shows them all";

bool same_conversation(const Session& a, const Session& b) {
    return a.provider == b.provider && a.conversation == b.conversation;
}

bool is_meant(const Session& session, std::string_view word) {
    return means(word, session.id) || session.name == word || session.container == word || session.conversation == word;
}

Sessions meant_by(std::string_view word, const Sessions& sessions) {
    Sessions meant;
    std::ranges::copy_if(sessions, std::back_inserter(meant), [&](const Session& at) { return is_meant(at, word); });
    return meant;
}

// The newest sessions of the conversations that these are of.
Sessions continuing(const Sessions& named, const Sessions& sessions) {
    Sessions newest = resumable(sessions);
    std::erase_if(newest, [&](const Session& session) {
        return std::ranges::none_of(named, [&](const Session& at) { return same_conversation(at, session); });
    });
    return newest;
}

Error unknown(std::string_view word, const Sessions& sessions) {
    std::vector<std::string> names;
    for (const Session& session : sessions) {
        names.push_back(short_id(session.id));
        if (session.name) names.push_back(*session.name);
    }
    const std::string meant = text::nearest(word, names);
    return {Code::not_found,
            "there is no session " + text::quoted(word),
            (meant.empty() ? "" : "did you mean " + text::quoted(meant) + "? ") + all_of_them};
}

Error not_resumable(const Session& session) {
    const std::string reason = session.once ? "ran one command" : "had no conversation";
    return {Code::not_found,
            "session " + short_id(session.id) + " cannot be resumed: its agent " + reason,
            "begin anew with scc start; scc sessions shows which have a conversation"};
}

Error ambiguous(std::string_view word, const Sessions& meant) {
    std::vector<std::string> lines;
    for (const Session& session : meant) lines.push_back(short_id(session.id) + " in " + session.workspace);
    return {Code::usage, text::quoted(word) + " could be several sessions", "one of " + text::join(lines, ", ")};
}

Error nothing_here(const std::string& root, const Sessions& sessions) {
    return {Code::not_found,
            "there is no session to resume in " + text::quoted(root),
            sessions.empty() ? "begin one: scc start"
                             : "scc start --select offers those of its other worktrees; scc start begins a new one"};
}

// Those in the workspace, and in the other worktrees of its repository where one is known.
Sessions around(const model::Workspace& here, Sessions sessions) {
    std::erase_if(sessions, [&](const Session& session) {
        if (session.workspace == here.root) return false;
        const auto there = model::discover(session.workspace);
        return !here.repository || !there || there->repository != here.repository;
    });
    return sessions;
}

Result<Session> newest(const model::Workspace& here, const Sessions& sessions) {
    const auto found = std::ranges::find(sessions, here.root, &Session::workspace);
    if (found == sessions.end()) return nothing_here(here.root, around(here, sessions));
    return *found;
}

std::string line_of(const Session& session) {
    std::vector<std::string> parts = {
        short_id(session.id), time::ago(session.started, time::now()), session.provider, session.workspace};
    if (session.branch) parts.insert(parts.end() - 1, *session.branch);
    if (session.name) parts.insert(parts.begin() + 1, *session.name);
    return text::join(parts, "  ");
}

Result<Session> chosen(const cli::Args& args, const model::Workspace& here, const Sessions& sessions) {
    if (!cli::tty::can_ask(args)) {
        return Error{Code::prereq,
                     "nobody can be asked which session to resume",
                     "name it: --resume=ID; " + std::string(all_of_them)};
    }
    const Sessions offered = around(here, sessions);
    if (offered.empty()) return nothing_here(here.root, offered);
    std::vector<std::string> lines;
    for (const Session& session : offered) lines.push_back(line_of(session));
    SCC_TRY(const std::size_t index, cli::tty::choose("Continue which?", lines));
    return offered[index];
}

Result<Session> wished(const cli::Args& args, const model::Workspace& here, const Sessions& sessions) {
    if (args.has("select")) return chosen(args, here, resumable(sessions));
    if (const auto word = args.text("resume")) return resumable_named(*word, sessions, here.root);
    return newest(here, resumable(sessions));
}

// Where it was, as that place is now.
Result<model::Workspace> workspace_of(const Session& session) {
    auto found = model::discover(session.entry);
    if (found && found->root == session.workspace && found->entry == session.entry) return found;
    return Error{Code::not_found,
                 "the workspace of session " + short_id(session.id) + " is gone: " + text::quoted(session.entry),
                 "put it back where it was, or begin anew elsewhere: scc start"};
}

model::Wanted wanted_of(const Session& session) {
    return {.session = session.id,
            .name = session.name,
            .provider = session.provider,
            .team = session.team,
            .conversation = session.conversation,
            .policy_digest = session.policy_digest};
}

Result<Done> check(const cli::Args& args) {
    if (args.has("resume") != args.has("select")) return Done{};
    const bool both = args.has("resume");
    return Error{Code::usage,
                 both ? "'--resume' and '--select' exclude each other" : "it is not said which session to resume",
                 both ? "pass one of the two" : "pass --resume, --resume=ID or --select"};
}

}  // namespace

bool is_resumable(const Session& session) { return !session.once && session.conversation.has_value(); }

Sessions resumable(const Sessions& sessions) {
    Sessions newest;
    for (const Session& session : sessions) {
        const bool is_older =
            std::ranges::any_of(newest, [&](const Session& at) { return same_conversation(at, session); });
        if (is_resumable(session) && !is_older) newest.push_back(session);
    }
    return newest;
}

Result<Session> resumable_named(std::string_view word, const Sessions& sessions, std::string_view root) {
    const Sessions named = meant_by(word, sessions);
    if (named.empty()) return unknown(word, sessions);
    Sessions meant = continuing(resumable(named), sessions);
    if (meant.empty()) return not_resumable(named.front());
    if (meant.size() == 1) return meant.front();
    const Sessions all = meant;
    std::erase_if(meant, [&](const Session& session) { return session.workspace != root; });
    if (meant.size() == 1) return meant.front();
    return ambiguous(word, all);
}

Result<json> session(const cli::Args& args, const json&) {
    SCC_CHECK(check(args));
    SCC_TRY(const std::string directory, path::current());
    SCC_TRY(const model::Workspace here, model::discover(path::join(directory, args.operand(0))));
    SCC_CHECK(sweep());
    SCC_TRY(const Sessions sessions, all_sessions());
    SCC_TRY(const Session meant, wished(args, here, sessions));
    SCC_TRY(const model::Workspace workspace, workspace_of(meant));
    SCC_TRY(const json plan, wire::with_section(json::object(), "workspace", model::to_json(workspace)));
    return wire::with_section(plan, "wanted", model::to_json(wanted_of(meant)));
}

}  // namespace scc::sandbox
