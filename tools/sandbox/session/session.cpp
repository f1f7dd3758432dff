#include "session.hpp"

#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "proc/identity.hpp"
#include "proc/places.hpp"
#include "wire/nullable.hpp"
#include "wire/parse.hpp"

namespace scc::sandbox {
namespace {

using nlohmann::json;

const std::vector<std::string> state_names = {"starting", "running", "ended", "lost"};
constexpr std::int64_t highest_pid = INT32_MAX;
constexpr std::size_t shortest_prefix = 4;
constexpr std::size_t shown_prefix = 8;

// Reads a point in time; an unreadable one is a fault of the record.
std::optional<time::Seconds> read_time(wire::Reader& in, std::string_view key) {
    const auto text = in.optional_text(key);
    if (!text) return std::nullopt;
    const auto when = time::parse(*text);
    if (!when) in.fault(key, text::quoted(key) + " must be a time");
    return when;
}

std::string container_file(const std::string& id) { return path::join(directory_of(id), "container"); }

// How long the machine had run when the supervisor was started, in the kernel's ticks.
std::uint64_t ticks_of(const Session& session) {
    return text::number(text::split(session.supervisor.started, '@').front()).value_or(0);
}

// Several may begin within a second, which is all that a record tells of the time.
bool is_newer(const Session& a, const Session& b) {
    if (a.started != b.started) return a.started > b.started;
    if (ticks_of(a) != ticks_of(b)) return ticks_of(a) > ticks_of(b);
    return a.id < b.id;
}

}  // namespace

std::string_view name_of(State state) { return state_names[static_cast<std::size_t>(state)]; }

json to_json(const Session& session) {
    json ended;
    if (session.ended) ended = time::text_of(*session.ended);
    return {{"id", session.id},
            {"name", wire::or_null(session.name)},
            {"state", name_of(session.state)},
            {"workspace", session.workspace},
            {"entry", session.entry},
            {"branch", wire::or_null(session.branch)},
            {"worktree", wire::or_null(session.worktree)},
            {"team", wire::or_null(session.team)},
            {"provider", session.provider},
            {"conversation", wire::or_null(session.conversation)},
            {"continues", wire::or_null(session.continues)},
            {"container", session.container},
            {"once", session.once},
            {"engine", session.engine},
            {"network", session.network},
            {"policy_digest", session.policy_digest},
            {"started", time::text_of(session.started)},
            {"ended", ended},
            {"status", wire::or_null(session.status)},
            {"supervisor", {{"pid", session.supervisor.pid}, {"started", session.supervisor.started}}}};
}

Session read_session(wire::Reader& in) {
    Session session;
    session.id = in.text("id");
    session.name = in.optional_text("name");
    const auto state = std::ranges::find(state_names, in.one_of("state", state_names));
    session.state = state == state_names.end() ? State::lost : static_cast<State>(state - state_names.begin());
    session.workspace = in.text("workspace");
    session.entry = in.text_or("entry", session.workspace);
    session.branch = in.optional_text("branch");
    session.worktree = in.optional_text("worktree");
    session.team = in.optional_text("team");
    session.provider = in.text("provider");
    session.conversation = in.optional_text("conversation");
    session.continues = in.optional_text("continues");
    session.container = in.text("container");
    session.once = in.boolean("once");
    session.engine = in.text("engine");
    session.network = in.text("network");
    session.policy_digest = in.any_text("policy_digest");
    session.started = read_time(in, "started").value_or(0);
    session.ended = read_time(in, "ended");
    session.status = in.optional_integer("status", 0, 255);
    wire::Reader supervisor = in.object("supervisor");
    session.supervisor = {static_cast<pid_t>(supervisor.integer("pid", 1, highest_pid)), supervisor.text("started")};
    return session;
}

std::string sessions_directory() { return path::join(places::state_dir(), "sessions"); }

std::string directory_of(const std::string& id) { return path::join(sessions_directory(), id); }

std::string container_of(const std::string& id) {
    return std::string(text::trim(file::read(container_file(id)).value_or("")));
}

void forget_container(const std::string& id) { ::unlink(container_file(id).c_str()); }

Result<Done> save(const Session& session) {
    return file::replace(path::join(directory_of(session.id), "session.json"), wire::text_of(to_json(session)));
}

Result<Session> load(const std::string& id) {
    const std::string path = path::join(directory_of(id), "session.json");
    SCC_TRY(const json record, wire::parse_file(path));
    wire::Reader in(record, path);
    Session session = read_session(in);
    if (session.id != id) in.fault("id", "'id' must be the name of its directory");
    return in.finish(std::move(session));
}

std::string text_of(const Unreadable& unreadable) {
    const Error& error = unreadable.error;
    return "the record of session " + unreadable.id + " cannot be read" +
           (error.where.empty() ? "" : " (" + error.where + ")") + ": " + error.message + "; repair it, or remove " +
           text::quoted(directory_of(unreadable.id)) + ": scc prune then removes what it left in the engine";
}

Result<std::vector<Session>> all_sessions(std::vector<Unreadable>* unreadable) {
    SCC_TRY(const std::vector<std::string> ids, file::list(sessions_directory()));
    std::vector<Session> sessions;
    for (const std::string& id : ids) {
        auto session = load(id);
        if (session) {
            sessions.push_back(std::move(*session));
        } else if (unreadable != nullptr) {
            unreadable->push_back({id, session.error()});
        }
    }
    std::ranges::stable_sort(sessions, is_newer);
    return sessions;
}

bool is_live(const Session& session) { return session.state == State::starting || session.state == State::running; }

bool is_clean(const Session& session) {
    return session.state == State::ended || (session.state == State::lost && session.ended);
}

bool is_supervised(const Session& session) { return supervisor_of(session.supervisor.pid) == session.supervisor; }

std::optional<Supervisor> supervisor_of(pid_t pid) {
    std::string start = proc::start_of(pid);
    if (start.empty()) return std::nullopt;
    return Supervisor{pid, std::move(start)};
}

bool means(std::string_view word, std::string_view id) {
    return word == id || (word.size() >= shortest_prefix && id.starts_with(word));
}

std::string short_id(std::string_view id) { return std::string(id.substr(0, shown_prefix)); }

}  // namespace scc::sandbox
