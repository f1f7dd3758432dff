#include "events.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>

#include "base/path.hpp"
#include "base/time.hpp"
#include "event.hpp"
#include "privileges.hpp"
#include "say.hpp"
#include "wire/parse.hpp"

namespace scc::guard {
namespace {

using file::Descriptor;

constexpr std::string_view file_name = "guard.jsonl";
constexpr uid_t nobody_runs_as = 65533;
constexpr int most_at_once = 64;

// Who keeps what the agent must not touch.
uid_t keeper(uid_t agent) { return agent == 0 ? nobody_runs_as : 0; }

// Changes the owner without the right to open: root comes here without CAP_DAC_OVERRIDE.
Result<Done> change_owner(const std::string& path, uid_t owner) {
    const Descriptor opened(::open(path.c_str(), O_PATH | O_NOFOLLOW | O_CLOEXEC));
    if (opened && ::fchownat(opened.number(), "", owner, owner, AT_EMPTY_PATH) == 0) return Done{};
    return failure(Code::tool, "change the owner of", path);
}

// Takes a path over for the time of setting it up.
Result<Done> take_over(const std::string& path) {
    if (!is_root()) return Done{};
    return change_owner(path, 0);
}

Result<Done> keep(const std::string& path, uid_t agent) {
    if (!is_root()) return Done{};
    return change_owner(path, keeper(agent));
}

bool belongs_to(const std::string& path, uid_t user) {
    struct stat found = {};
    return ::lstat(path.c_str(), &found) == 0 && found.st_uid == user;
}

Result<sockaddr_un> address_of(const std::string& path) {
    sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
    if (path.size() >= sizeof address.sun_path) {
        return Error{Code::config, "the path of the socket is too long: " + path};
    }
    path.copy(address.sun_path, path.size());
    return address;
}

const sockaddr* generic(const sockaddr_un& address) { return reinterpret_cast<const sockaddr*>(&address); }

bool answers(const sockaddr_un& address) {
    const Descriptor asking(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    return ::connect(asking.number(), generic(address), sizeof address) == 0;
}

// The sender's process id; 0 when the kernel did not say.
pid_t sender_of(msghdr& message) {
    for (cmsghdr* part = CMSG_FIRSTHDR(&message); part != nullptr; part = CMSG_NXTHDR(&message, part)) {
        if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_CREDENTIALS) continue;
        ucred sender = {};
        std::memcpy(&sender, CMSG_DATA(part), sizeof sender);
        return sender.pid;
    }
    return 0;
}

}  // namespace

bool Allowance::take(std::int64_t now) {
    if (now > filled_) left_ = std::min(burst, left_ + std::min(now - filled_, burst) * per_second);
    filled_ = now;
    if (left_ == 0) return false;
    --left_;
    return true;
}

Result<Done> Events::open_file(const std::string& directory, uid_t agent) {
    const std::string path = path::join(directory, file_name);
    const bool exposed = is_root() && !belongs_to(directory, keeper(agent));
    if (exposed) SCC_CHECK(take_over(directory));
    if (exposed && ::chmod(directory.c_str(), 0755) != 0) return failure(Code::tool, "protect", directory);
    if (file::exists(path)) SCC_CHECK(take_over(path));
    file_ = Descriptor(::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!file_) return failure(Code::tool, "open", path);
    if (::fchmod(file_.number(), 0644) != 0) return failure(Code::tool, "protect", path);
    SCC_CHECK(keep(path, agent));
    return exposed ? keep(directory, agent) : Done{};
}

Result<Done> Events::open_socket(const std::string& path, uid_t agent) {
    SCC_TRY(const sockaddr_un address, address_of(path));
    if (answers(address)) return Done{};
    const std::string directory(path::parent(path));
    SCC_CHECK(file::make_directories(directory, 0755));
    SCC_CHECK(take_over(directory));
    ::unlink(path.c_str());
    socket_ = Descriptor(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    constexpr int on = 1;
    if (::setsockopt(socket_.number(), SOL_SOCKET, SO_PASSCRED, &on, sizeof on) != 0 ||
        ::bind(socket_.number(), generic(address), sizeof address) != 0 || ::chmod(path.c_str(), 0666) != 0) {
        const Error error = failure(Code::tool, "listen at", path);
        socket_.close();
        return error;
    }
    SCC_CHECK(keep(path, agent));
    return keep(directory, agent);
}

void Events::receive() {
    std::array<char, most_event_bytes + 1> bytes = {};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(ucred))> control = {};
    for (int i = 0; i < most_at_once; ++i) {
        iovec part{.iov_base = bytes.data(), .iov_len = bytes.size()};
        msghdr message = {};
        message.msg_iov = &part;
        message.msg_iovlen = 1;
        message.msg_control = control.data();
        message.msg_controllen = control.size();
        const ssize_t got = ::recvmsg(socket_.number(), &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
        if (got < 0) return;
        take({bytes.data(), static_cast<std::size_t>(got)}, sender_of(message));
    }
}

void Events::take(std::string_view datagram, pid_t sender) {
    const time::Seconds now = time::now();
    if (!allowance_.take(now)) {
        ++dropped_;
        return;
    }
    const auto event = event_in(datagram);
    if (!event) {
        ++dropped_;
        return;
    }
    write_dropped();
    write(line_of(*event, sender, time::text_of(now)));
}

void Events::write_started() {
    write(wire::compact({{"type", "guard.started"}, {"time", time::text_of(time::now())}}) + "\n");
}

void Events::write_own(std::string_view type, std::string_view because) {
    write(wire::compact({{"type", type}, {"because", because}, {"time", time::text_of(time::now())}}) + "\n");
}

void Events::write_kept(const Finding& finding) {
    wire::json line = {{"type", "auth.kept"},
                       {"state", finding.state},
                       {"path", finding.path},
                       {"renews", finding.renews},
                       {"time", time::text_of(time::now())}};
    if (finding.expires) line["expires"] = time::text_of(*finding.expires);
    write(wire::compact(line) + "\n");
}

void Events::write_ended(int status) {
    write(wire::compact({{"type", "guard.ended"}, {"status", status}, {"time", time::text_of(time::now())}}) + "\n");
}

void Events::write_dropped() {
    if (dropped_ == 0) return;
    write(wire::compact({{"type", "guard.dropped"}, {"count", dropped_}, {"time", time::text_of(time::now())}}) + "\n");
    dropped_ = 0;
}

// One write a line, so that readers never see half of one. A disk that is full loses the line and nothing else.
void Events::write(const std::string& line) {
    if (!file_) return;
    if (::lseek(file_.number(), 0, SEEK_END) > most_file_bytes) return;
    static_cast<void>(file::write(file_.number(), line, file_name));
}

}  // namespace scc::guard
