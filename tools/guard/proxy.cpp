#include "proxy.hpp"

#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <vector>

#include "base/text.hpp"

namespace scc::guard {
namespace {

constexpr int look_pause = 2;  // milliseconds
constexpr int endings[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};

// The signal that says to end, within the pause; 0 when none does.
int ending_within(int pause, const file::Descriptor& signals) {
    pollfd watched = {signals.number(), POLLIN, 0};
    signalfd_siginfo arrived = {};
    if (::poll(&watched, 1, pause) <= 0) return 0;
    if (::read(signals.number(), &arrived, sizeof arrived) != sizeof arrived) return 0;
    const int number = static_cast<int>(arrived.ssi_signo);
    return std::ranges::find(endings, number) == std::end(endings) ? 0 : number;
}

void fill_in(std::string_view address) {
    std::vector<std::string> variables;
    for (char** entry = environ; *entry != nullptr; ++entry) variables.emplace_back(*entry);
    for (const std::string& variable : variables) {
        const std::size_t equals = variable.find('=');
        if (equals == std::string::npos || variable.find("@proxy@") == std::string::npos) continue;
        const std::string value = text::replace_all(variable.substr(equals + 1), "@proxy@", address);
        ::setenv(variable.substr(0, equals).c_str(), value.c_str(), 1);
    }
}

}  // namespace

Result<int> await_proxy(const std::string& path, const file::Descriptor& signals) {
    if (!file::exists(path)) return 0;
    for (;;) {
        SCC_TRY(const std::string line, file::read(path));
        if (line.ends_with('\n')) {
            const std::string_view address = text::trim(line);
            fill_in(address);
            return address.empty() ? SIGTERM : 0;
        }
        if (const int signal = ending_within(look_pause, signals); signal != 0) return signal;
    }
}

}  // namespace scc::guard
