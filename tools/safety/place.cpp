#include "place.hpp"

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"

namespace scc::safety {
namespace {

constexpr std::size_t small = 4096;
constexpr std::string_view branches = "ref: refs/heads/";

// The git directory of the work tree that holds `directory`; a file named .git says where it is.
std::optional<std::string> git_directory(std::string directory) {
    for (;; directory = path::parent(directory)) {
        const std::string candidate = path::join(directory, ".git");
        if (file::is_directory(candidate)) return candidate;
        if (const auto pointer = file::read(candidate, small); pointer && pointer->starts_with("gitdir: ")) {
            return path::join(directory, text::trim(std::string_view(*pointer).substr(8)));
        }
        if (directory == "/" || directory == ".") return std::nullopt;
    }
}

}  // namespace

std::optional<std::string> branch_at(const std::string& directory) {
    const auto found = git_directory(path::normal(directory));
    if (!found) return std::nullopt;
    const auto head = file::read(path::join(*found, "HEAD"), small);
    if (!head || !head->starts_with(branches)) return std::nullopt;
    return std::string(text::trim(std::string_view(*head).substr(branches.size())));
}

std::optional<std::string> PlaceFacts::branch() {
    if (!branch_ && !asked_ && !directory_.empty()) branch_ = branch_at(directory_);
    asked_ = true;
    return branch_;
}

}  // namespace scc::safety
