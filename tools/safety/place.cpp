#include "place.hpp"

#include "base/repository.hpp"
#include "base/text.hpp"
#include "proc/run.hpp"
#include "rule/git.hpp"

namespace scc::safety {

std::optional<std::string> PlaceFacts::workspace() { return workspace_ ? workspace_ : LocalFacts::workspace(); }

std::optional<std::string> PlaceFacts::branch() {
    if (known_branch_) return known_branch_;
    if (!branch_) branch_ = LocalFacts::branch();
    return *branch_;
}

// What git answers in the command's repository; nothing outside of one, or when git is not there or fails.
std::optional<std::string> PlaceFacts::git(std::vector<std::string> words) const {
    if (directory().empty() || !repository::work_tree_at(directory())) return std::nullopt;
    words.insert(words.begin(), "git");
    const auto outcome = proc::run({.argv = std::move(words), .cwd = directory()});
    if (!outcome || outcome->status != 0) return std::nullopt;
    return outcome->out;
}

std::optional<bool> PlaceFacts::clean() {
    if (!clean_) {
        const auto changes = git({"status", "--porcelain"});
        clean_ = changes ? std::optional(changes->empty()) : std::nullopt;
    }
    return *clean_;
}

std::optional<std::string> PlaceFacts::alias(std::string_view verb) {
    if (!aliases_) {
        const auto answer = git({"config", "--null", "--get-regexp", "^alias[.]"});
        aliases_ = rule::aliases_in(answer.value_or(""));
    }
    const auto found = aliases_->find(text::lower(verb));
    return found == aliases_->end() ? std::nullopt : std::optional(found->second);
}

}  // namespace scc::safety
