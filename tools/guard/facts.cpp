#include "facts.hpp"

#include <algorithm>

#include "base/env.hpp"
#include "base/path.hpp"
#include "base/repository.hpp"

namespace scc::guard {
namespace {

bool names_another_place(const std::string& word) {
    return word.starts_with("-C") || word.starts_with("--git-dir") || word.starts_with("--work-tree");
}

std::optional<std::string> told(const Result<std::string>& path) { return path ? std::optional(*path) : std::nullopt; }

}  // namespace

std::optional<std::string> Facts::cwd() { return told(path::current()); }

std::optional<std::string> Facts::workspace() {
    const auto directory = cwd();
    return directory ? repository::work_tree_at(*directory) : std::nullopt;
}

std::optional<std::string> Facts::home() { return env::get("HOME"); }

std::optional<std::string> Facts::scratch() { return env::get("TMPDIR"); }

std::optional<std::string> Facts::real(const std::string& path) { return told(path::real(path)); }

std::optional<std::string> Facts::branch() {
    if (env::get("GIT_DIR") || env::get("GIT_WORK_TREE")) return std::nullopt;
    if (std::ranges::any_of(argv_, names_another_place)) return std::nullopt;
    const auto directory = cwd();
    return directory ? repository::branch_at(*directory) : std::nullopt;
}

}  // namespace scc::guard
