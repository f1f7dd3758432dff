#include "rule/local.hpp"

#include "base/env.hpp"
#include "base/path.hpp"
#include "base/repository.hpp"

namespace scc::rule {

std::optional<std::string> LocalFacts::cwd() {
    return directory_.empty() ? std::nullopt : std::optional(path::normal(directory_));
}

std::optional<std::string> LocalFacts::workspace() {
    return directory_.empty() ? std::nullopt : repository::work_tree_at(directory_);
}

std::optional<std::string> LocalFacts::home() { return env::get("HOME"); }

std::optional<std::string> LocalFacts::scratch() { return env::get("TMPDIR"); }

std::optional<std::string> LocalFacts::real(const std::string& path) {
    const auto resolved = path::real(path);
    return resolved ? std::optional(*resolved) : std::nullopt;
}

std::optional<time::Seconds> LocalFacts::now() { return time::now(); }

std::optional<std::string> LocalFacts::path_of(const std::string& directory) const {
    for (const char* variable : {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR"}) {
        if (env::get(variable)) return std::nullopt;
    }
    if (directory_.empty() || directory.starts_with('~')) return std::nullopt;
    return path::normal(directory, directory_);
}

std::optional<std::string> LocalFacts::branch(const std::string& directory) {
    const auto place = path_of(directory);
    return place ? repository::head_at(*place) : std::nullopt;
}

}  // namespace scc::rule
