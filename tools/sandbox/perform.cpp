#include "perform.hpp"

#include <ranges>

#include "cli/log.hpp"
#include "proc/interrupts.hpp"

namespace scc::sandbox {

std::vector<std::string> engine_words(const Fill& fill, const std::vector<std::string>& argv) {
    std::vector<std::string> words = fill.argv(argv);
    words.erase(words.begin());
    return words;
}

Result<Done> Performed::perform(const Operation& operation) {
    if (proc::Interrupts::count() != 0) return Error{Code::interrupted, "interrupted"};
    auto done = carry_out(operation);
    if (done) {
        done_.push_back(operation);
        return done;
    }
    failed_ = true;
    done.error().message = "cannot " + operation.does + ": " + done.error().message;
    return done;
}

Result<Done> Performed::carry_out(const Operation& operation) {
    const std::vector<std::string> words = engine_words(fill_, operation.argv);
    if (operation.how == How::beside) {
        SCC_TRY(fill_.texts["proxy"], sidecar_.start(engine_, words, fill_.texts["session-dir"]));
    } else {
        SCC_CHECK(output_of(engine_, words));
    }
    return Done{};
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
