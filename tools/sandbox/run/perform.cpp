#include "perform.hpp"

#include <algorithm>
#include <ranges>

#include "cli/log.hpp"
#include "proc/interrupts.hpp"

namespace scc::sandbox {

std::vector<std::string> engine_words(const Fill& fill, const std::vector<std::string>& argv) {
    std::vector<std::string> words = fill.argv(argv);
    words.erase(words.begin());
    return words;
}

Result<Done> Performed::perform(std::span<const Operation> operations) {
    for (const Operation& operation : operations) SCC_CHECK(perform(operation));
    return Done{};
}

Result<Done> Performed::perform(const Operation& operation) {
    if (proc::Interrupts::count() != 0) return Error{Code::interrupted, "interrupted"};
    const auto done = carry_out(operation);
    if (!done) return failed(operation, done.error());
    done_.push_back(operation);
    return done;
}

Result<Done> Performed::carry_out(const Operation& operation) {
    const std::vector<std::string> words = engine_words(fill_, operation.argv);
    if (operation.how == How::beside) return sidecar_.start(engine_, words, fill_.texts["session-dir"]);
    if (operation.how == How::join && engine_.traits().run_takes_networks) return Done{};
    SCC_CHECK(output_of(engine_, words));
    return Done{};
}

Result<std::string> Performed::proxy_address() {
    const auto proxy = std::ranges::find(done_, How::beside, &Operation::how);
    if (proxy == done_.end()) return std::string();
    auto address = sidecar_.address(engine_);
    if (address) return address;
    const Operation begun = *proxy;
    done_.erase(proxy);
    return failed(begun, address.error());
}

Error Performed::failed(const Operation& operation, Error error) {
    failed_ = true;
    error.message = "cannot " + operation.does + ": " + error.message;
    return error;
}

bool Performed::undo() {
    bool gone = !failed_;
    for (const Operation& operation : std::views::reverse(done_)) gone = take_back(operation) && gone;
    done_.clear();
    if (failed_) sidecar_.end(engine_);
    return gone;
}

bool Performed::take_back(const Operation& operation) {
    if (operation.how == How::beside && sidecar_.end(engine_)) return true;
    if (operation.undo.empty()) return true;
    if (is_silent(engine_)) return false;
    const auto output = output_of(engine_, engine_words(fill_, operation.undo));
    if (!output) cli::log::debug("undo: " + output.error().message);
    return output.has_value();
}

}  // namespace scc::sandbox
