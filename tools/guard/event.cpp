#include "event.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/text.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace scc::guard {
namespace {

using wire::json;

constexpr std::size_t most_word_bytes = 1000;

constexpr std::string_view of_conversation = "agent.conversation";
constexpr std::size_t longest_conversation = 128;
constexpr std::string_view id_bytes = "-._0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::int64_t most_generations = 4096;

json object_of(const Event& event, std::size_t limit) {
    if (event.type == of_conversation) {
        return {{"type", event.type}, {"conversation", event.conversation}, {"generation", event.generation}};
    }
    json object{{"type", event.type},
                {"rule", text::cut(event.rule, limit)},
                {"command", text::cut(event.command, limit, most_command_words)},
                {"because", text::cut(event.because, limit)},
                {"instead", text::cut(event.instead, limit)},
                {"cwd", text::cut(event.cwd, limit)}};
    for (const auto& [key, value] : {std::pair{"tool_call", &event.tool_call},
                                     std::pair{"exception", &event.exception},
                                     std::pair{"until", &event.until}}) {
        if (!value->empty()) object[key] = text::cut(*value, limit);
    }
    return object;
}

Event conversation_in(wire::Reader& in) {
    Event event{.type = in.text("type"),
                .conversation = in.text("conversation"),
                .generation = in.integer("generation", 0, most_generations)};
    if (!is_conversation(event.conversation)) in.fault("conversation", "'conversation' must be an id");
    return event;
}

}  // namespace

bool is_conversation(std::string_view id) {
    const bool is_plain = id.find_first_not_of(id_bytes) == std::string_view::npos;
    return !id.empty() && id.size() <= longest_conversation && is_plain && id.front() != '-' && id.front() != '.';
}

std::string datagram_of(const Event& event) {
    std::string bytes;
    for (std::size_t limit = most_word_bytes; limit > 0; limit /= 2) {
        bytes = wire::compact(object_of(event, limit));
        if (bytes.size() <= most_event_bytes) break;
    }
    return bytes;
}

Result<Event> event_in(std::string_view datagram) {
    if (datagram.size() > most_event_bytes) return Error{Code::config, "the event is too long", {}, "event"};
    SCC_TRY(const json object, wire::parse(datagram, "event"));
    wire::Reader in(object, "event");
    if (in.raw("type") == of_conversation) return in.finish(conversation_in(in));
    Event event{.type = in.one_of("type", {"guard.blocked", "guard.warned", "exception.used"}),
                .rule = in.text("rule"),
                .command = in.texts("command"),
                .because = in.any_text("because"),
                .instead = in.text_or("instead", ""),
                .cwd = in.text_or("cwd", ""),
                .tool_call = in.text_or("tool_call", ""),
                .exception = in.text_or("exception", ""),
                .until = in.text_or("until", "")};
    if (event.command.size() > most_command_words) in.fault("command", "there are too many words");
    return in.finish(std::move(event));
}

std::string line_of(const Event& event, pid_t sender, std::string_view time) {
    json object = object_of(event, most_event_bytes);
    object["pid"] = sender;
    object["time"] = time;
    return wire::compact(object) + "\n";
}

void send(const Event& event, const std::string& socket) {
    sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
    if (socket.size() >= sizeof address.sun_path) return;
    socket.copy(address.sun_path, socket.size());
    const file::Descriptor opened(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!opened) return;
    if (::connect(opened.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) return;
    const std::string bytes = datagram_of(event);
    ::send(opened.number(), bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
}

}  // namespace scc::guard
