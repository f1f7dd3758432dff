#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/text.hpp"
#include "export/sink.hpp"
#include "query/wanted.hpp"
#include "wire/parse.hpp"

namespace scc::audit {
namespace {

constexpr int audit_facility = 13;
constexpr int warning = 4;
constexpr int notice = 5;
constexpr int informational = 6;

int priority_of(const std::string& verdict) {
    const int severity = verdict == "block" ? warning : verdict == "warn" ? notice : informational;
    return audit_facility * 8 + severity;
}

std::string host_name() {
    char name[256] = {};
    return ::gethostname(name, sizeof name - 1) == 0 && name[0] != '\0' ? name : "-";
}

std::string or_nil(const std::string& text) { return text.empty() ? "-" : text; }

// <PRI>VERSION TIME HOST APP PROCID MSGID STRUCTURED-DATA MSG, without structured data.
std::string message_of(const json& event, const std::string& text) {
    constexpr std::size_t longest_id = 32;
    return "<" + std::to_string(priority_of(verdict_of(event))) + ">1 " + or_nil(text_at(event, "time")) + " " +
           host_name() + " scc-audit - " + or_nil(text_at(event, "type").substr(0, longest_id)) + " - " + text;
}

// What stands for a record that is too long.
std::string shortened(const json& event) {
    json record = {{"too_long", true}};
    for (const char* key : {"type", "time", "session", "seq", "hash"}) {
        if (event.contains(key)) record[key] = event.at(key);
    }
    return wire::compact(record);
}

class Syslog final : public Sink {
public:
    Syslog(std::string path, file::Descriptor connected, bool is_stream)
        : path_(std::move(path)), connected_(std::move(connected)), is_stream_(is_stream) {}

    Result<Done> take(const Batch& batch, Encoding encoding, std::uint64_t&) override {
        for (std::size_t i = 0; i < batch.records.events.size(); ++i) {
            const json& event = batch.records.events[i];
            std::string text = encoded({{event}, {batch.records.lines[i]}}, encoding, false);
            text.pop_back();
            if (!send(message_of(event, text)) && (errno != EMSGSIZE || !send(message_of(event, shortened(event))))) {
                return Error{Code::tool, "cannot send to " + text::quoted(path_) + ": " + std::strerror(errno)};
            }
        }
        return Done{};
    }

private:
    bool send(const std::string& message) const {
        std::string_view rest = message;
        const std::string framed = std::to_string(message.size()) + " " + message;
        if (is_stream_) rest = framed;
        while (!rest.empty()) {
            const ssize_t sent = ::send(connected_.number(), rest.data(), rest.size(), MSG_NOSIGNAL);
            if (sent < 0 && errno == EINTR) continue;
            if (sent < 0) return false;
            rest.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    std::string path_;
    file::Descriptor connected_;
    bool is_stream_;
};

file::Descriptor connected(const sockaddr_un& address, int type) {
    file::Descriptor socket(::socket(AF_UNIX, type | SOCK_CLOEXEC, 0));
    const auto* const to = reinterpret_cast<const sockaddr*>(&address);
    if (!socket || ::connect(socket.number(), to, sizeof address) != 0) socket.close();
    return socket;
}

}  // namespace

Result<std::unique_ptr<Sink>> syslog_sink(const std::string& path) {
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    if (path.empty() || path.size() >= sizeof address.sun_path) {
        return Error{Code::usage, "'--to syslog:' takes the path of a socket, such as /dev/log"};
    }
    std::ranges::copy(path, address.sun_path);
    for (const int type : {SOCK_DGRAM, SOCK_STREAM}) {
        if (file::Descriptor socket = connected(address, type)) {
            return std::unique_ptr<Sink>(std::make_unique<Syslog>(path, std::move(socket), type == SOCK_STREAM));
        }
        if (errno != EPROTOTYPE) break;
    }
    return Error{Code::tool,
                 "cannot connect to " + text::quoted(path) + ": " + std::strerror(errno),
                 "is the system's logger running?"};
}

}  // namespace scc::audit
