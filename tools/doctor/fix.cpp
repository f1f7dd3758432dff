#include "fix.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "cli/log.hpp"
#include "proc/places.hpp"

namespace scc::doctor {
namespace {

constexpr std::chrono::minutes patience(10);

bool found_something(const cli::health::Check& check) { return check.state == "warn" || check.state == "fail"; }

Result<Done> carry_out(std::vector<std::string> words) {
    const std::string line = text::join(words, " ");
    cli::log::info("running " + line);
    if (words.front().starts_with("scc")) words.front() = places::program_dir() + "/" + words.front();
    const auto done = proc::output_of({.argv = std::move(words), .timeout = patience});
    if (done) return Done{};
    if (done.error().code == Code::interrupted) return done.error();
    cli::log::warning(text::quoted(line) + " did not put it right: " + done.error().message);
    return Done{};
}

}  // namespace

Result<Done> carry_out_fixes(const Checks& checks) {
    std::set<std::vector<std::string>> fixes;
    for (const auto& check : checks) {
        if (found_something(check) && !check.run.empty()) fixes.insert(check.run);
    }
    for (const auto& words : fixes) SCC_CHECK(carry_out(words));
    return Done{};
}

}  // namespace scc::doctor
