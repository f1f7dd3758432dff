#include "listen.hpp"

#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>

#include "address.hpp"
#include "base/text.hpp"

namespace scc::probe {
namespace {

constexpr int patience = 500;  // milliseconds
constexpr std::size_t most_heard = 4096;
constexpr std::uint16_t type_a = 1;
constexpr std::uint16_t type_aaaa = 28;

int option(int socket, int level, int name, int value) {
    return ::setsockopt(socket, level, name, &value, sizeof value);
}

void join(int socket, const std::string& group) {
    const auto address = address_of(group, 0);
    if (!address) return;
    struct if_nameindex* devices = ::if_nameindex();
    for (const auto* device = devices; device != nullptr && device->if_index != 0; ++device) {
        group_req request = {};
        request.gr_interface = device->if_index;
        request.gr_group = address->bytes;
        ::setsockopt(socket,
                     address->family() == AF_INET ? IPPROTO_IP : IPPROTO_IPV6,
                     MCAST_JOIN_GROUP,
                     &request,
                     sizeof request);
    }
    ::if_freenameindex(devices);
}

std::int64_t port_of(int socket) {
    Address address;
    address.size = sizeof address.bytes;
    ::getsockname(socket, reinterpret_cast<sockaddr*>(&address.bytes), &address.size);
    const bool four = address.family() == AF_INET;
    return ntohs(four ? reinterpret_cast<sockaddr_in&>(address.bytes).sin_port
                      : reinterpret_cast<sockaddr_in6&>(address.bytes).sin6_port);
}

file::Descriptor bound(const Order& order, int family, std::int64_t port) {
    const bool stream = order.transport == Transport::tcp;
    file::Descriptor socket(::socket(family, (stream ? SOCK_STREAM : SOCK_DGRAM) | SOCK_CLOEXEC, 0));
    if (!socket) return socket;
    option(socket.number(), SOL_SOCKET, SO_REUSEADDR, 1);
    if (family == AF_INET6) option(socket.number(), IPPROTO_IPV6, IPV6_V6ONLY, 1);
    const Address any = any_address(family, port);
    const bool ready =
        ::bind(socket.number(), any.get(), any.size) == 0 && (!stream || ::listen(socket.number(), 64) == 0);
    const int reason = errno;
    if (!ready) socket.close();
    errno = reason;
    if (ready && !order.group.empty()) join(socket.number(), order.group);
    return socket;
}

std::uint16_t number_at(const std::string& bytes, std::size_t at) {
    return static_cast<std::uint16_t>((static_cast<unsigned char>(bytes[at]) << 8U) |
                                      static_cast<unsigned char>(bytes[at + 1]));
}

std::string number(std::uint16_t value) { return {static_cast<char>(value >> 8U), static_cast<char>(value & 0xFFU)}; }

struct Question {
    std::string name;
    std::uint16_t type = 0;
    std::size_t end = 0;
};

std::optional<Question> question_in(const std::string& query) {
    Question question;
    std::size_t at = 12;
    while (at < query.size() && query[at] != 0) {
        const auto length = static_cast<unsigned char>(query[at]);
        if (length > 63 || at + 1 + length >= query.size()) return std::nullopt;
        question.name += (question.name.empty() ? "" : ".") + query.substr(at + 1, length);
        at += 1U + length;
    }
    if (at + 5 > query.size()) return std::nullopt;
    question.name = text::lower(question.name);
    question.type = number_at(query, at + 1);
    question.end = at + 5;
    return question;
}

// The address as the answer carries it; empty when it is not of that type.
std::string packed(const std::string& address, std::uint16_t type) {
    char bytes[16];
    if (type == type_a && ::inet_pton(AF_INET, address.c_str(), bytes) == 1) return {bytes, 4};
    if (type == type_aaaa && ::inet_pton(AF_INET6, address.c_str(), bytes) == 1) return {bytes, 16};
    return {};
}

// Of the name that was asked for, for a second.
std::string record(std::uint16_t type, const std::string& bytes) {
    return number(0xC00C) + number(type) + number(1) + number(0) + number(1) +
           number(static_cast<std::uint16_t>(bytes.size())) + bytes;
}

}  // namespace

Answer Listeners::open(const Order& order) {
    Answer answer{.id = order.id, .port = order.port};
    for (const int family : {AF_INET, AF_INET6}) {
        file::Descriptor socket = bound(order, family, answer.port);
        if (!socket && family == AF_INET) answer.problem = std::strerror(errno);
        if (!socket) continue;
        answer.port = port_of(socket.number());
        listeners_.push_back({std::move(socket), order});
    }
    return answer;
}

std::vector<pollfd> Listeners::watched() const {
    std::vector<pollfd> list;
    for (const Listener& listener : listeners_) list.push_back({listener.socket.number(), POLLIN, 0});
    return list;
}

void Listeners::serve(int socket) {
    for (const Listener& listener : listeners_) {
        if (listener.socket.number() != socket) continue;
        if (listener.order.transport == Transport::tcp) return serve_stream(listener);
        return serve_datagram(listener);
    }
}

void Listeners::serve_stream(const Listener& listener) {
    const file::Descriptor client(::accept4(listener.socket.number(), nullptr, nullptr, SOCK_CLOEXEC));
    pollfd watched = {client.number(), POLLIN, 0};
    char bytes[2048];
    const ssize_t got =
        client && ::poll(&watched, 1, patience) > 0 ? ::recv(client.number(), bytes, sizeof bytes, 0) : 0;
    if (heard_.size() < most_heard)
        heard_.push_back(text_of(std::string(bytes, static_cast<std::size_t>(std::max<ssize_t>(got, 0)))));
    for (const std::string& text : listener.order.says) {
        const std::string answer = bytes_of(text);
        ::send(client.number(), answer.data(), answer.size(), MSG_NOSIGNAL);
    }
}

void Listeners::serve_datagram(const Listener& listener) {
    char bytes[2048];
    Address from;
    from.size = sizeof from.bytes;
    const ssize_t got = ::recvfrom(listener.socket.number(),
                                   bytes,
                                   sizeof bytes,
                                   MSG_DONTWAIT,
                                   reinterpret_cast<sockaddr*>(&from.bytes),
                                   &from.size);
    if (got < 0) return;
    const std::string said(bytes, static_cast<std::size_t>(got));
    const bool names = listener.order.transport == Transport::dns;
    if (!names && heard_.size() < most_heard) heard_.push_back(text_of(said));
    const std::string answer = names ? resolved(listener.order, said) : bytes_of(text::join(listener.order.says, ""));
    ::sendto(listener.socket.number(), answer.data(), answer.size(), MSG_NOSIGNAL, from.get(), from.size);
}

// Only what a name has an address for takes its turn: who asks for both versions asks twice.
std::string Listeners::resolved(const Order& order, const std::string& query) {
    const auto question = question_in(query);
    if (!question) return {};
    if (heard_.size() < most_heard) heard_.push_back(question->name);
    const auto known = order.names.find(question->name);
    std::string records;
    std::uint16_t count = 0;
    if (known != order.names.end()) {
        const std::vector<std::string> turns = text::words(known->second);
        std::size_t& turn = turns_[question->name];
        for (const std::string& address : text::words(turns[std::min(turn, turns.size() - 1)], ',')) {
            const std::string bytes = packed(address, question->type);
            if (bytes.empty()) continue;
            records += record(question->type, bytes);
            ++count;
        }
        if (count != 0) ++turn;
    }
    return query.substr(0, 2) + number(known == order.names.end() ? 0x8183 : 0x8180) + number(1) + number(count) +
           number(0) + number(0) + query.substr(12, question->end - 12) + records;
}

}  // namespace scc::probe
