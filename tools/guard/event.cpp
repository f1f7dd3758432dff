#include "event.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace scc::guard {
namespace {

using wire::json;

constexpr std::size_t most_word_bytes = 1000;
constexpr std::string_view cut_mark = "…";

// The first bytes of `text`, at most `limit`, ending between two characters.
std::string cut(std::string_view text, std::size_t limit) {
    if (text.size() <= limit) return std::string(text);
    std::size_t end = limit;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return std::string(text.substr(0, end)).append(cut_mark);
}

std::vector<std::string> cut(const std::vector<std::string>& words, std::size_t limit) {
    std::vector<std::string> kept;
    for (const std::string& word : words) {
        const bool last = kept.size() + 1 == most_command_words && words.size() > most_command_words;
        kept.push_back(last ? std::string(cut_mark) : cut(word, limit));
        if (last) break;
    }
    return kept;
}

json object_of(const Event& event, std::size_t limit) {
    json object{{"type", event.type},
                {"rule", cut(event.rule, limit)},
                {"command", cut(event.command, limit)},
                {"because", cut(event.because, limit)},
                {"instead", cut(event.instead, limit)},
                {"cwd", cut(event.cwd, limit)}};
    if (!event.tool_call.empty()) object["tool_call"] = cut(event.tool_call, limit);
    return object;
}

}  // namespace

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
    Event event{.type = in.one_of("type", {"guard.blocked", "guard.warned"}),
                .rule = in.text("rule"),
                .command = in.texts("command"),
                .because = in.any_text("because"),
                .instead = in.text_or("instead", ""),
                .cwd = in.text_or("cwd", ""),
                .tool_call = in.text_or("tool_call", "")};
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
