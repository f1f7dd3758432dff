#include "exec/handover.hpp"

#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "exec/filter.hpp"
#include "say.hpp"

namespace scc::guard {
namespace {

constexpr int first_inherited = 3;  // after the standard descriptors

// One number, the reason of a failure or 0, and beside it room for a descriptor.
struct Message {
    int error = 0;
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
    iovec part = {&error, sizeof error};
    msghdr header = {nullptr, 0, &part, 1, nullptr, 0, 0};

    void make_room() {
        header.msg_control = control;
        header.msg_controllen = sizeof control;
    }
};

void send(int socket, const Installed& installed) {
    Message message;
    message.error = installed.error;
    if (installed.listener) {
        message.make_room();
        cmsghdr* part = CMSG_FIRSTHDR(&message.header);
        const int number = installed.listener.number();
        part->cmsg_level = SOL_SOCKET;
        part->cmsg_type = SCM_RIGHTS;
        part->cmsg_len = CMSG_LEN(sizeof number);
        std::memcpy(CMSG_DATA(part), &number, sizeof number);
    }
    ::sendmsg(socket, &message.header, MSG_NOSIGNAL);
}

Installed receive(int socket) {
    Message message;
    message.make_room();
    if (::recvmsg(socket, &message.header, MSG_CMSG_CLOEXEC) <= 0) return {{}, EPIPE};
    const cmsghdr* part = CMSG_FIRSTHDR(&message.header);
    if (part == nullptr || part->cmsg_type != SCM_RIGHTS) return {{}, message.error};
    int number = -1;
    std::memcpy(&number, CMSG_DATA(part), sizeof number);
    return {file::Descriptor(number), 0};
}

}  // namespace

Handover::Handover(int ours, int theirs) : ours_(ours), theirs_(theirs), nested_(::getppid() != 0) {}

Result<Handover> Handover::begin() {
    int ends[2] = {-1, -1};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) {
        return failure(Code::tool, "make", "a pair of sockets");
    }
    return Handover(ends[0], ends[1]);
}

void Handover::give() {
    const Installed installed = install_filter();
    send(theirs_.number(), installed);
    if (!is_enough(installed.error)) ::_exit(static_cast<int>(Code::prereq));
    ::closefrom(first_inherited);
    ::prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
}

bool Handover::is_enough(int error) const { return error == 0 || (error == EBUSY && nested_); }

Result<Listener> Handover::take() {
    theirs_.close();
    Installed installed = receive(ours_.number());
    ours_.close();
    if (installed.listener) return Listener(std::move(installed.listener));
    if (is_enough(installed.error)) return Listener();
    errno = installed.error;
    Error error = failure(Code::prereq, "supervise", "what the agent executes");
    error.hint =
        "the agent was not started: use Linux 5.5 or later, and a seccomp profile that allows the call 'seccomp'";
    return error;
}

}  // namespace scc::guard
