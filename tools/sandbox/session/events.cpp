#include "events.hpp"

#include <unistd.h>

#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "cli/log.hpp"
#include "proc/audit.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace scc::sandbox {
namespace {

using nlohmann::json;

constexpr std::string_view guard_started = "guard.started";
constexpr std::string_view guard_ended = "guard.ended";
constexpr std::string_view agent_conversation = "agent.conversation";
constexpr std::string_view guard_kept = "auth.kept";
constexpr std::size_t most_kept = 64U << 20U;

// The text of a field; empty when it is missing or of another type.
std::string text_in(const json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool is_event(const json& value) { return value.is_object() && !text_in(value, "type").empty(); }

template <class Make>
std::vector<json> for_lines(std::string_view lines, Make make) {
    std::vector<json> events;
    for (const std::string& line : text::words(lines, '\n')) {
        if (auto event = make(line); !event.is_null()) events.push_back(std::move(event));
    }
    return events;
}

// Reads the events of that type in the guard's file.
template <class Read>
void for_type(std::string_view type, std::string_view lines, Read read) {
    for (const std::string& line : text::words(lines, '\n')) {
        const auto event = wire::parse(line, "guard.jsonl");
        if (!event || !event->is_object() || text_in(*event, "type") != type) continue;
        wire::Reader in(*event, "guard.jsonl");
        read(in);
    }
}

std::string text_of(const std::vector<json>& events) {
    std::string lines;
    for (const json& event : events) lines += wire::compact(event) + "\n";
    return lines;
}

// What was kept before. What cannot be read is moved aside, so that nothing is written over it.
std::string kept_before(const std::string& path) {
    const auto lines = file::read(path, most_kept);
    if (lines) return *lines;
    if (lines.error().code == Code::not_found) return "";
    const std::string aside = path + "." + std::to_string(time::now());
    const bool moved = ::rename(path.c_str(), aside.c_str()) == 0;
    cli::log::warning("events that were kept cannot be read, they are in " + text::quoted(moved ? aside : path) + ": " +
                      lines.error().message);
    return "";
}

std::string kept_in(const std::string& id) { return path::join(directory_of(id), "unsent.jsonl"); }

}  // namespace

json event_of(const Session& session, std::string_view type, json fields) {
    fields["type"] = type;
    if (!fields.contains("time")) fields["time"] = time::text_of(time::now());
    fields["session"] = session.id;
    fields["provider"] = session.provider;
    if (session.team) fields["team"] = *session.team;
    fields["workspace"] = session.workspace;
    fields["policy_digest"] = session.policy_digest;
    fields["actor"] = proc::actor();
    return fields;
}

std::optional<int> guard_status(std::string_view lines) {
    std::optional<int> status;
    for_type(guard_ended, lines, [&](wire::Reader& in) { status = static_cast<int>(in.integer("status", 0, 255)); });
    return status;
}

void Conversation::follow(std::string_view lines) {
    for_type(agent_conversation, lines, [&](wire::Reader& in) {
        const std::string told = in.text("conversation");
        const std::int64_t generation = in.integer("generation", 0, INT32_MAX);
        if (told.empty() || (id_ && generation > generation_)) return;
        id_ = told;
        generation_ = generation;
    });
}

bool tells_of_sign_in(const std::string& line) {
    const auto event = wire::parse(line, "guard.jsonl");
    return event && event->is_object() && text_in(*event, "type") == guard_kept;
}

std::vector<json> guard_events(const Session& session, std::string_view lines) {
    return for_lines(lines, [&](const std::string& line) {
        auto event = wire::parse(line, "guard.jsonl");
        if (event && is_event(*event)) {
            const std::string type = text_in(*event, "type");
            if (type == guard_started || type == guard_ended || type == guard_kept) return json();
            return event_of(session, type, std::move(*event));
        }
        return event_of(session, "guard.unreadable", {{"line", line.substr(0, 4096)}});
    });
}

std::vector<json> proxy_events(const Session& session, std::string_view lines) {
    return for_lines(lines, [&](const std::string& line) {
        auto request = wire::parse(line, "access log");
        if (!request || !request->is_object() || !text_in(*request, "verdict").starts_with("denied")) return json();
        request->erase("client");
        return event_of(session, "net.denied", std::move(*request));
    });
}

void deliver(const Session& session, const std::vector<json>& events) {
    if (events.empty()) return;
    const std::string path = kept_in(session.id);
    const std::string lines = kept_before(path) + text_of(events);
    const auto taken = proc::append_to_audit(lines, true);
    if (taken) {
        ::unlink(path.c_str());
        return;
    }
    cli::log::warning("the audit log took no events, they are kept in " + text::quoted(path) + ": " +
                      taken.error().message);
    if (const auto kept = file::replace(path, lines); !kept) cli::log::error(kept.error().message);
}

Result<Done> deliver_kept(const std::string& id) {
    const std::string path = kept_in(id);
    if (!file::exists(path)) return Done{};
    SCC_TRY(const std::string lines, file::read(path, most_kept));
    SCC_CHECK(proc::append_to_audit(lines, true));
    return file::remove_all(path);
}

}  // namespace scc::sandbox
