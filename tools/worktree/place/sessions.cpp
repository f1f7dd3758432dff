#include "sessions.hpp"

#include <nlohmann/json.hpp>
#include <tuple>

#include "base/file.hpp"
#include "base/path.hpp"
#include "proc/identity.hpp"
#include "proc/places.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace scc::worktree {
namespace {

struct Record {
    std::string workspace;
    SessionState session;
};

std::optional<Record> record_in(const std::string& path, const std::string& id) {
    const auto document = wire::parse_file(path);
    if (!document) return std::nullopt;
    wire::Reader in(*document, path);
    in.open();
    Record record{in.text("workspace"), {.id = id, .state = in.text("state")}};
    record.session.started = time::parse(in.text_or("started", "")).value_or(0);
    std::string supervisor;
    std::int64_t pid = 0;
    in.with("supervisor", [&](wire::Reader& at) {
        at.open();
        pid = at.integer("pid", 1, INT32_MAX);
        supervisor = at.text("started");
    });
    if (in.faults()) return std::nullopt;
    const bool is_alone = pid != 0 && proc::start_of(static_cast<pid_t>(pid)) != supervisor;
    if (record.session.is_live() && is_alone) record.session.state = "lost";
    return record;
}

bool counts_more(const SessionState& a, const SessionState& b) {
    return std::tuple(a.is_live(), a.started, a.id) > std::tuple(b.is_live(), b.started, b.id);
}

}  // namespace

std::map<std::string, SessionState> sessions_by_workspace() {
    std::map<std::string, SessionState> sessions;
    const std::string directory = places::state_dir() + "/sessions";
    for (const std::string& id : file::list(directory).value_or(std::vector<std::string>())) {
        const auto record = record_in(path::join(directory, id) + "/session.json", id);
        if (!record) continue;
        const auto [known, is_new] = sessions.try_emplace(record->workspace, record->session);
        if (!is_new && counts_more(record->session, known->second)) known->second = record->session;
    }
    return sessions;
}

std::optional<SessionState> live_session_in(const std::string& path) {
    const auto sessions = sessions_by_workspace();
    const auto found = sessions.find(path::real(path).value_or(path));
    if (found == sessions.end() || !found->second.is_live()) return std::nullopt;
    return found->second;
}

}  // namespace scc::worktree
