#include "base/repository.hpp"

#include <string_view>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"

namespace scc::repository {
namespace {

constexpr std::size_t most_bytes = 4096;
constexpr std::string_view branch_prefix = "ref: refs/heads/";
constexpr std::string_view gitdir_prefix = "gitdir: ";

std::optional<std::string> first_line(const std::string& path) {
    const auto bytes = file::read(path, most_bytes);
    if (!bytes) return std::nullopt;
    return std::string(text::trim(bytes->substr(0, bytes->find('\n'))));
}

// The git directory of a work tree's ".git", which a linked work tree has as a file.
std::optional<std::string> git_directory(const std::string& work_tree) {
    const std::string entry = path::join(work_tree, ".git");
    if (file::is_directory(entry)) return entry;
    const auto line = first_line(entry);
    if (!line || !line->starts_with(gitdir_prefix)) return std::nullopt;
    return path::normal(line->substr(gitdir_prefix.size()), work_tree);
}

}  // namespace

std::optional<std::string> work_tree_at(const std::string& directory) {
    for (std::string place = path::normal(directory);; place = std::string(path::parent(place))) {
        if (file::exists(path::join(place, ".git"))) return place;
        if (place.empty() || place == "/") return std::nullopt;
    }
}

std::optional<std::string> head_at(const std::string& directory) {
    const auto work_tree = work_tree_at(directory);
    const auto git = work_tree ? git_directory(*work_tree) : std::nullopt;
    const auto head = git ? first_line(path::join(*git, "HEAD")) : std::nullopt;
    if (!head || head->empty()) return std::nullopt;
    if (head->starts_with(branch_prefix)) return head->substr(branch_prefix.size());
    const bool detached = head->find_first_not_of("0123456789abcdef") == std::string::npos;
    return detached ? std::optional<std::string>("") : std::nullopt;
}

std::optional<std::string> branch_at(const std::string& directory) {
    auto head = head_at(directory);
    return head && !head->empty() ? head : std::nullopt;
}

}  // namespace scc::repository
