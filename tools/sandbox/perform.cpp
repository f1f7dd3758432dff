#include "perform.hpp"

#include <chrono>
#include <ranges>
#include <thread>

#include "base/text.hpp"
#include "cli/log.hpp"
#include "proc/interrupts.hpp"

namespace scc::sandbox {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto answer_within = std::chrono::seconds(20);
constexpr auto answer_pause = std::chrono::milliseconds(50);
constexpr auto undo_within = std::chrono::seconds(30);

Error interrupted() { return {Code::interrupted, "interrupted"}; }

// An error that says which step failed.
Error failed(const Operation& operation, Error error) {
    error.message = "cannot " + operation.does + ": " + error.message;
    return error;
}

}  // namespace

std::vector<std::string> engine_words(const Fill& fill, const std::vector<std::string>& argv) {
    std::vector<std::string> words = fill.argv(argv);
    words.erase(words.begin());
    return words;
}

Result<Done> Performed::perform(const Operation& operation) {
    if (proc::Interrupts::count() != 0) return interrupted();
    begun_.push_back(operation);
    if (operation.how == How::address) return find_address(operation);
    if (operation.how == How::answer) return await(operation);
    return run(operation);
}

Result<Done> Performed::run(const Operation& operation) {
    const auto output = output_of(engine_, engine_words(fill_, operation.argv));
    return output ? Result<Done>(Done{}) : failed(operation, output.error());
}

Result<Done> Performed::find_address(const Operation& operation) {
    const auto output = output_of(engine_, engine_words(fill_, operation.argv));
    if (!output) return failed(operation, output.error());
    if (output->empty()) return failed(operation, {Code::tool, "it has none"});
    fill_.texts["proxy"] = *output;
    return Done{};
}

Result<Done> Performed::await(const Operation& operation) {
    const auto deadline = Clock::now() + answer_within;
    for (;;) {
        const auto outcome = proc::run(call(engine_, engine_words(fill_, operation.argv)));
        if (outcome && outcome->status == 0) return Done{};
        if (proc::Interrupts::count() != 0) return interrupted();
        if (Clock::now() > deadline) {
            return failed(operation, {Code::tool, "it did not in " + std::to_string(answer_within.count()) + " s"});
        }
        std::this_thread::sleep_for(answer_pause);
    }
}

void Performed::undo() {
    for (const Operation& operation : std::views::reverse(begun_)) {
        if (operation.undo.empty()) continue;
        const auto output = output_of(engine_, engine_words(fill_, operation.undo), undo_within);
        if (!output) cli::log::debug("undo: " + output.error().message);
    }
    begun_.clear();
}

}  // namespace scc::sandbox
