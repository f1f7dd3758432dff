#include "proc/interrupts.hpp"

#include <cstddef>

namespace scc::proc {
namespace {

constexpr int noted[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};

volatile std::sig_atomic_t counted = 0;

void on_signal(int) { Interrupts::note(); }

}  // namespace

Interrupts::Interrupts() {
    struct sigaction action = {};
    action.sa_handler = on_signal;
    for (std::size_t i = 0; i < before_.size(); ++i) ::sigaction(noted[i], &action, &before_[i]);
}

Interrupts::~Interrupts() {
    for (std::size_t i = 0; i < before_.size(); ++i) ::sigaction(noted[i], &before_[i], nullptr);
}

int Interrupts::count() { return counted; }

void Interrupts::note() { counted = counted + 1; }

}  // namespace scc::proc
