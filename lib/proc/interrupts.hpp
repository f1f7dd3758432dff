// Ctrl-C and its kin, noted instead of obeyed, so that what was begun can be taken back first.
//
// While an Interrupts lives, INT, TERM, HUP and QUIT end nothing: they are counted. Code that acts in steps looks
// between them; proc::run ends a command that allows it (Command::interruptible). proc::attached passes them
// on as well for as long as it runs.
#pragma once

#include <array>
#include <csignal>

namespace scc::proc {

class Interrupts {
public:
    Interrupts();
    ~Interrupts();
    Interrupts(const Interrupts&) = delete;
    Interrupts& operator=(const Interrupts&) = delete;

    // How many came since the program started; 0 also when nobody counts. Those that proc::attached passed on count
    // as well.
    static int count();

    // Counts one more; safe in a signal handler.
    static void note();

private:
    std::array<struct sigaction, 4> before_ = {};
};

}  // namespace scc::proc
