// Ports that answer whoever says something to them, and remember what was said.
#pragma once

#include <poll.h>

#include <map>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "order.hpp"

namespace scc::probe {

class Listeners {
public:
    // Opens a port for both families, as far as they are there; its number.
    Answer open(const Order& order);

    // What to watch, and what to do about one that has news.
    std::vector<pollfd> watched() const;
    void serve(int socket);

    const std::vector<std::string>& heard() const { return heard_; }

private:
    struct Listener {
        file::Descriptor socket;
        Order order;
    };

    void serve_stream(const Listener& listener);
    void serve_datagram(const Listener& listener);
    std::string resolved(const Order& order, const std::string& question);

    std::vector<Listener> listeners_;
    std::map<std::string, std::size_t> turns_;
    std::vector<std::string> heard_;
};

}  // namespace scc::probe
