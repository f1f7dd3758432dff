// Session records: one directory a session below $XDG_STATE_HOME/scc/sessions, so that no file is shared.
//
//     <id>/session.json   the record, replaced atomically with every change of state
//     <id>/policy.json, resolv.conf, files/, proxy/, secrets   what is mounted into the containers (run/staging.hpp)
//     <id>/events/        written by the guard, read when the session has ended
//     <id>/container      the engine's id of the agent's container, written by its client
//
// The process that started the agent stays until it ends and writes the record. It is known by its process id and the
// time it was started, so that a new process with an old number is not taken for it.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "wire/reader.hpp"

namespace scc::sandbox {

enum class State {
    starting,
    running,
    ended,
    lost,  // its supervisor died without writing the end; without a time of its end, it is not cleaned up yet
};

std::string_view name_of(State state);

struct Supervisor {
    pid_t pid = 0;
    std::string started;  // in the kernel's clock ticks since boot, with the id of that boot
    bool operator==(const Supervisor&) const = default;
};

struct Session {
    std::string id;
    std::optional<std::string> name;  // given by the person
    State state = State::starting;
    std::string workspace;
    std::string entry;  // where the person stood, which was the agent's working directory
    std::optional<std::string> branch;
    std::optional<std::string> worktree;
    std::optional<std::string> team;
    std::string provider;
    std::optional<std::string> conversation;  // the provider's own id; nothing while there is none
    std::optional<std::string> continues;     // the session whose conversation that was before
    std::string container;                    // its name
    bool once = false;
    std::string engine;  // "docker" or "podman"
    std::string network;
    std::string policy_digest;
    time::Seconds started = 0;
    std::optional<time::Seconds> ended;
    std::optional<std::int64_t> status;  // exit status of the agent
    Supervisor supervisor;
};

nlohmann::json to_json(const Session& session);
Session read_session(wire::Reader& in);

std::string sessions_directory();
std::string directory_of(const std::string& id);

// The engine's id of the container that a session's agent ran in, while it is known to be kept; else empty.
std::string container_of(const std::string& id);
void forget_container(const std::string& id);

Result<Done> save(const Session& session);
Result<Session> load(const std::string& id);

// A session whose record cannot be read, and why.
struct Unreadable {
    std::string id;
    Error error;
};

// For people: which session it is, why it cannot be read, and what to do.
std::string text_of(const Unreadable& unreadable);

// All that can be read, newest first; `unreadable` gets the others.
Result<std::vector<Session>> all_sessions(std::vector<Unreadable>* unreadable = nullptr);

// Whether the record says that it goes on, whether all it made was taken back, and whether somebody is there who would
// write its end.
bool is_live(const Session& session);
bool is_clean(const Session& session);
bool is_supervised(const Session& session);

// This process, or the one with that id; nothing when there is none.
std::optional<Supervisor> supervisor_of(pid_t pid);

// Whether a word means the session of that id: it is the id or the beginning of it, 4 letters at least.
bool means(std::string_view word, std::string_view id);

// The id as people are shown it.
std::string short_id(std::string_view id);

}  // namespace scc::sandbox
