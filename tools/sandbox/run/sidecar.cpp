#include "sidecar.hpp"

#include <csignal>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"

namespace scc::sandbox {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto look_pause = std::chrono::milliseconds(3);
constexpr std::size_t longest_said = 1U << 20U;

std::string last_line(std::string_view lines) {
    const std::vector<std::string> all = text::words(text::trim(lines), '\n');
    return all.empty() ? "it said nothing" : all.back();
}

}  // namespace

std::string proxy_log(const std::string& directory) { return path::join(directory, "proxy.log"); }

std::string proxy_errors(const std::string& directory) { return path::join(directory, "proxy.err"); }

std::optional<std::string> listening_at(std::string_view errors) {
    constexpr std::string_view says = "| Accepting HTTP Socket connections at ";
    constexpr std::string_view before = "local=";
    for (const std::string& line : text::words(errors, '\n')) {
        const std::size_t begin = line.find(before);
        if (line.find(says) == std::string::npos || begin == std::string::npos) continue;
        const std::string local = line.substr(begin + before.size(), line.find(' ', begin) - begin - before.size());
        return local.substr(0, local.rfind(':'));
    }
    return std::nullopt;
}

Result<Done> Sidecar::start(const Engine& engine, std::vector<std::string> words, const std::string& directory) {
    errors_ = proxy_errors(directory);
    words_ = std::move(words);
    SCC_TRY(auto client, proc::Background::start(call(engine, words_), proxy_log(directory), errors_));
    client_ = std::move(client);
    return Done{};
}

Result<std::string> Sidecar::address(const Engine& engine) {
    const auto deadline = Clock::now() + start_within();
    for (;;) {
        const bool ended = client_->ended_within(look_pause).has_value();
        const std::string said = file::read(errors_, longest_said).value_or("");
        const auto address = listening_at(said);
        if (ended) return Error{Code::tool, "it ended: " + last_line(said), hint_for(said)};
        if (address && (address->empty() || *address == "0.0.0.0" || address->front() == '[')) {
            return Error{Code::tool,
                         "it listens on every network",
                         "use an image that starts as scc-egress-proxy does, on the address of its first network"};
        }
        if (address) return *address;
        if (Clock::now() > deadline) return unanswered(engine, words_, start_within());
    }
}

bool Sidecar::is_lost() { return client_ && !told_ && client_->ended_within({}).has_value(); }

void Sidecar::tell_to_end(const Engine& engine) {
    if (client_ && !told_) client_->signal(is_silent(engine) ? SIGKILL : SIGTERM);
    told_ = true;
}

bool Sidecar::end(const Engine& engine) {
    if (!client_) return true;
    tell_to_end(engine);
    const auto status = client_->ended_within(answer_within());
    if (status) return status == 0;
    client_->signal(SIGKILL);
    return false;
}

}  // namespace scc::sandbox
