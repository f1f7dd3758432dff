// What `scc-sandbox verify` asks of its probes and what they answer: one JSON object a line, both ways.
//
// A probe is a program of no knowledge. Inside whatever container it stands in it opens the sockets it is told to and
// says what came of that; what is tried and what it means stands in verify/. It ends when its standard input does, so
// that none outlives whoever asks.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/error.hpp"

namespace scc::probe {

enum class Does {
    look,      // which addresses are there?
    exchange,  // say something to an address and hear what it answers
    listen,    // answer, from now on, whoever says something to a port
    heard,     // what was said to any of the ports?
};

enum class Transport {
    tcp,
    udp,
    icmp,  // an echo
    dns,   // listening only: a name server over UDP
};

struct Order {
    std::int64_t id = 0;
    Does does = Does::look;
    Transport transport = Transport::tcp;
    std::string to = {};      // "10.0.0.1", "fe80::1%eth0"
    std::int64_t port = 0;    // of a listener, 0: any that is free
    std::string device = {};  // the only one the socket may use; empty: any
    // Of an exchange: texts of bytes, each said once the one before was answered with an HTTP status of success. Of a
    // listener: what it answers.
    std::vector<std::string> says = {};
    std::string group = {};  // a listener joins that multicast group on every device
    // Of a name server: "10.0.0.1,10.0.0.2 10.0.0.3" are the addresses of the first turn and, from then on, the second.
    std::map<std::string, std::string> names = {};
    std::int64_t after = 0;      // milliseconds to wait before
    std::int64_t within = 1500;  // milliseconds for each step
};

struct Place {
    std::string device;
    std::string address;
    std::int64_t length = 0;  // of its prefix
};

struct Answer {
    std::int64_t id = 0;
    std::string problem = {};  // why there is nothing else: "Network is unreachable"
    std::string answer = {};   // bytes, as text_of spells them
    std::int64_t port = 0;
    std::vector<std::string> heard = {};
    std::vector<Place> places = {};
    std::vector<std::string> gateways = {};
    std::vector<std::string> resolvers = {};
    std::string proxy = {};  // HTTP_PROXY
};

// Bytes as a text of the characters with these numbers, and back: what a line of JSON can carry.
std::string text_of(const std::string& bytes);
std::string bytes_of(const std::string& text);

// A line without its end.
std::string line_of(const Order& order);
std::string line_of(const Answer& answer);
Result<Order> order_in(const std::string& line);
Result<Answer> answer_in(const std::string& line);

}  // namespace scc::probe
