#include "place.hpp"

#include "base/env.hpp"
#include "base/path.hpp"
#include "base/repository.hpp"
#include "base/text.hpp"
#include "proc/run.hpp"
#include "rule/git.hpp"

namespace scc::safety {

std::optional<std::string> PlaceFacts::cwd() {
    if (known_.directory.empty()) return std::nullopt;
    return path::normal(known_.directory);
}

std::optional<std::string> PlaceFacts::workspace() {
    if (known_.workspace) return known_.workspace;
    return known_.directory.empty() ? std::nullopt : repository::work_tree_at(known_.directory);
}

std::optional<std::string> PlaceFacts::home() { return env::get("HOME"); }

std::optional<std::string> PlaceFacts::scratch() { return env::get("TMPDIR"); }

std::optional<std::string> PlaceFacts::real(const std::string& path) {
    const auto resolved = path::real(path);
    return resolved ? std::optional(*resolved) : std::nullopt;
}

std::optional<std::string> PlaceFacts::branch() {
    if (known_.branch || known_.directory.empty()) return known_.branch;
    if (!branch_) branch_ = repository::branch_at(known_.directory);
    return *branch_;
}

// What git answers in the command's repository; nothing outside of one, or when git is not there or fails.
std::optional<std::string> PlaceFacts::git(std::vector<std::string> words) const {
    if (known_.directory.empty() || !repository::work_tree_at(known_.directory)) return std::nullopt;
    words.insert(words.begin(), "git");
    const auto outcome = proc::run({.argv = std::move(words), .cwd = known_.directory});
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
