// scc-net-probe: does what lines of standard input say (order.hpp), until that ends. It has no options and is started
// by `scc-sandbox verify` alone.
#include <unistd.h>

#include <csignal>
#include <cstdlib>

#include "exchange.hpp"
#include "listen.hpp"
#include "look.hpp"

namespace scc::probe {
namespace {

void tell(const Answer& answer) { (void)file::write(STDOUT_FILENO, line_of(answer) + "\n", "standard output"); }

// An exchange takes its time in a process of its own; a line of it is written at once.
void exchange_beside(const Order& order) {
    const pid_t child = ::fork();
    if (child > 0) return;
    tell(child == 0 ? exchange(order) : Answer{.id = order.id, .problem = "cannot start a process"});
    if (child == 0) ::_exit(0);
}

void obey(const std::string& line, Listeners& listeners) {
    const auto order = order_in(line);
    if (!order) {
        (void)file::write(STDERR_FILENO, "scc-net-probe: " + order.error().message + "\n", "standard error");
        return;
    }
    switch (order->does) {
        case Does::look: return tell(look(*order));
        case Does::exchange: return exchange_beside(*order);
        case Does::listen: return tell(listeners.open(*order));
        case Does::heard: return tell({.id = order->id, .heard = listeners.heard()});
    }
}

// Takes what is there to read and obeys its whole lines; false at the end.
bool take(std::string& pending, Listeners& listeners) {
    char bytes[4096];
    const ssize_t got = ::read(STDIN_FILENO, bytes, sizeof bytes);
    if (got <= 0) return false;
    pending.append(bytes, static_cast<std::size_t>(got));
    for (std::size_t end = pending.find('\n'); end != std::string::npos; end = pending.find('\n')) {
        obey(pending.substr(0, end), listeners);
        pending.erase(0, end + 1);
    }
    return true;
}

// Returns the exit status.
int serve() {
    ::signal(SIGCHLD, SIG_IGN);
    std::string pending;
    Listeners listeners;
    for (;;) {
        std::vector<pollfd> watched = listeners.watched();
        watched.push_back({STDIN_FILENO, POLLIN, 0});
        if (::poll(watched.data(), watched.size(), -1) < 0) return EXIT_FAILURE;
        for (const pollfd& at : watched) {
            if (at.revents == 0) continue;
            if (at.fd != STDIN_FILENO) listeners.serve(at.fd);
            if (at.fd == STDIN_FILENO && !take(pending, listeners)) return EXIT_SUCCESS;
        }
    }
}

}  // namespace
}  // namespace scc::probe

int main() { return scc::probe::serve(); }
