#include "exchange.hpp"

#include <netinet/in.h>
#include <netinet/ip_icmp.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>

#include "address.hpp"
#include "base/file.hpp"

namespace scc::probe {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t longest_answer = 8192;

// Why a step failed; empty when it did not.
using Problem = std::string;

Problem problem_now() { return std::strerror(errno); }

class Talk {
public:
    explicit Talk(const Order& order) : order_(order) {}

    Problem open() {
        const auto to = address_of(order_.to, order_.port);
        if (!to) return "no such address from here";
        to_ = *to;
        socket_ = file::Descriptor(make());
        if (!socket_) return problem_now();
        const int yes = 1;
        ::setsockopt(socket_.number(), SOL_SOCKET, SO_BROADCAST, &yes, sizeof yes);
        const auto length = static_cast<socklen_t>(order_.device.size());
        if (length != 0 &&
            ::setsockopt(socket_.number(), SOL_SOCKET, SO_BINDTODEVICE, order_.device.data(), length) != 0) {
            return problem_now();
        }
        return order_.transport == Transport::tcp ? connect() : "";
    }

    Problem say(const std::string& text) {
        const std::string bytes = order_.transport == Transport::icmp ? echo(bytes_of(text)) : bytes_of(text);
        const bool stream = order_.transport == Transport::tcp;
        const ssize_t sent = ::sendto(socket_.number(),
                                      bytes.data(),
                                      bytes.size(),
                                      MSG_NOSIGNAL,
                                      stream ? nullptr : to_.get(),
                                      stream ? 0 : to_.size);
        return sent < 0 ? problem_now() : "";
    }

    // What comes back: until the other side ends, has sent the head of an HTTP answer (unless this is the last one),
    // or says nothing for too long.
    Problem hear(std::string& heard, bool last) {
        const auto deadline = Clock::now() + std::chrono::milliseconds(order_.within);
        char piece[2048];
        while (heard.size() < longest_answer) {
            if (!ready(POLLIN, deadline)) return heard.empty() ? "no answer" : "";
            const ssize_t got = ::recv(socket_.number(), piece, sizeof piece, 0);
            if (got < 0) return heard.empty() ? problem_now() : "";
            if (got == 0) return heard.empty() ? "closed without an answer" : "";
            heard.append(piece, static_cast<std::size_t>(got));
            if (order_.transport != Transport::tcp) return "";
            if (!last && heard.find("\r\n\r\n") != std::string::npos) return "";
        }
        return "";
    }

private:
    int make() const {
        const int family = to_.family();
        if (order_.transport == Transport::tcp) return ::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        if (order_.transport != Transport::icmp) return ::socket(family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        const int unprivileged = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, IPPROTO_ICMP);
        return unprivileged >= 0 ? unprivileged : ::socket(AF_INET, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_ICMP);
    }

    bool ready(short events, Clock::time_point deadline) const {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
        pollfd watched = {socket_.number(), events, 0};
        return left > 0 && ::poll(&watched, 1, static_cast<int>(left)) > 0;
    }

    Problem connect() const {
        if (::connect(socket_.number(), to_.get(), to_.size) == 0) return "";
        if (errno != EINPROGRESS) return problem_now();
        if (!ready(POLLOUT, Clock::now() + std::chrono::milliseconds(order_.within))) return "no answer";
        socklen_t size = sizeof errno;
        ::getsockopt(socket_.number(), SOL_SOCKET, SO_ERROR, &errno, &size);
        return errno == 0 ? "" : problem_now();
    }

    static std::string echo(const std::string& payload) {
        icmphdr head = {};
        head.type = ICMP_ECHO;
        std::string bytes(reinterpret_cast<const char*>(&head), sizeof head);
        bytes += payload;
        if (bytes.size() % 2 != 0) bytes += ' ';
        std::uint32_t sum = 0;
        for (std::size_t i = 0; i < bytes.size(); i += 2) {
            std::uint16_t word = 0;
            std::memcpy(&word, bytes.data() + i, sizeof word);
            sum += word;
        }
        while (sum >> 16U != 0) sum = (sum & 0xFFFFU) + (sum >> 16U);
        const auto checksum = static_cast<std::uint16_t>(~sum);
        std::memcpy(bytes.data() + offsetof(icmphdr, checksum), &checksum, sizeof checksum);
        return bytes;
    }

    const Order& order_;
    Address to_;
    file::Descriptor socket_;
};

bool is_success(const std::string& heard) { return heard.starts_with("HTTP/1.") && heard.substr(8, 2) == " 2"; }

}  // namespace

Answer exchange(const Order& order) {
    Answer answer{.id = order.id};
    std::this_thread::sleep_for(std::chrono::milliseconds(order.after));
    Talk talk(order);
    answer.problem = talk.open();
    std::string heard;
    for (std::size_t i = 0; i < order.says.size() && answer.problem.empty(); ++i) {
        if (i > 0 && !is_success(heard)) break;
        heard.clear();
        answer.problem = talk.say(order.says[i]);
        if (answer.problem.empty()) answer.problem = talk.hear(heard, i + 1 == order.says.size());
        answer.answer += text_of(heard);
    }
    return answer;
}

}  // namespace scc::probe
