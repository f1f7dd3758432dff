#include "place.hpp"

#include "base/repository.hpp"
#include "base/text.hpp"
#include "proc/run.hpp"
#include "rule/git.hpp"
#include "rule/git_state.hpp"

namespace scc::safety {
namespace {

constexpr std::size_t most_output = std::size_t{64} << 20U;

}  // namespace

std::optional<std::string> PlaceFacts::workspace() { return workspace_ ? workspace_ : LocalFacts::workspace(); }

std::optional<std::string> PlaceFacts::branch(const std::string& directory) {
    return known_branch_ ? known_branch_ : LocalFacts::branch(directory);
}

// What git answers in the command's repository; nothing outside of one, or when git is not there or fails.
std::optional<std::string> PlaceFacts::git(const std::string& directory, std::vector<std::string> words) const {
    if (directory.empty() || !repository::work_tree_at(directory)) return std::nullopt;
    words.insert(words.begin(), "git");
    const auto outcome = proc::run({.argv = std::move(words), .cwd = directory, .output_limit = most_output});
    if (!outcome || outcome->status != 0) return std::nullopt;
    return outcome->out;
}

std::optional<bool> PlaceFacts::clean(const std::string& directory, rule::Loss loss) {
    const auto place = path_of(directory);
    if (!place) return std::nullopt;
    const auto [known, is_new] = clean_.try_emplace({*place, loss});
    if (is_new) known->second = rule::holds_nothing(loss, [&](const auto& words) { return git(*place, words); });
    return known->second;
}

std::optional<std::string> PlaceFacts::alias(std::string_view verb) {
    if (!aliases_) {
        const auto answer = git(directory(), {"config", "--null", "--get-regexp", "^alias[.]"});
        aliases_ = rule::aliases_in(answer.value_or(""));
    }
    const auto found = aliases_->find(text::lower(verb));
    return found == aliases_->end() ? std::nullopt : std::optional(found->second);
}

}  // namespace scc::safety
