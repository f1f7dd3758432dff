#include "facts.hpp"

#include <algorithm>

#include "base/env.hpp"
#include "base/path.hpp"

namespace scc::guard {
namespace {

bool names_another_place(const std::string& word) {
    return word.starts_with("-C") || word.starts_with("--git-dir") || word.starts_with("--work-tree");
}

}  // namespace

Facts::Facts(const std::vector<std::string>& argv) : LocalFacts(path::current().value_or("")), argv_(argv) {}

std::optional<std::string> Facts::branch() {
    if (env::get("GIT_DIR") || env::get("GIT_WORK_TREE")) return std::nullopt;
    if (std::ranges::any_of(argv_, names_another_place)) return std::nullopt;
    return LocalFacts::branch();
}

}  // namespace scc::guard
