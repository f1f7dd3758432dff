#include "shell/directory.hpp"

#include <utility>

namespace scc::shell {
namespace {

constexpr std::size_t longest = 4096;  // bytes of a directory that is followed
constexpr std::size_t deepest = 16;    // directories that pushd keeps

bool is_rooted(std::string_view path) {
    return path.starts_with('/') || path.starts_with('~') || path.starts_with("$TMPDIR");
}

// Removes the last name of `path`; false when there is none to remove.
bool drop_name(std::string& path) {
    const std::size_t slash = path.rfind('/');
    const std::string_view last = std::string_view(path).substr(slash == std::string::npos ? 0 : slash + 1);
    const bool named = slash != std::string::npos || !is_rooted(path);
    if (last.empty() || last == ".." || !named || last.find(unknown) != std::string_view::npos) return false;
    path.resize(slash == std::string::npos ? 0 : slash);
    return true;
}

}  // namespace

std::string path_from(std::string_view directory, std::string_view path) {
    std::string made(path.empty() || is_rooted(path) ? "" : directory);
    const bool absolute = path.starts_with('/') || made.starts_with('/');
    if (made == "/") made.clear();
    while (!path.empty()) {
        const std::size_t end = std::min(path.find('/'), path.size());
        const std::string_view name = path.substr(0, end);
        path.remove_prefix(std::min(end + 1, path.size()));
        if (name.empty() || name == ".") continue;
        if (name == ".." && (drop_name(made) || (absolute && made.empty()))) continue;
        if (!made.empty() || absolute) made += '/';
        made += name;
    }
    return made.empty() && absolute ? "/" : made;
}

void Directory::change(std::string_view target) {
    std::string next = target == "-" ? before_ : path_from(here_, target);
    if (target.find(unknown) != std::string_view::npos || next.size() > longest) next.assign(1, unknown);
    before_ = std::exchange(here_, std::move(next));
}

void Directory::move(std::span<const Argument> words) {
    const std::string_view program = words[0].text;
    if (program == "popd") {
        if (stack_.empty()) return forget();
        here_ = std::move(stack_.back());
        stack_.pop_back();
        return;
    }
    if (program != "cd" && program != "chdir" && program != "pushd") return;
    std::size_t at = 1;
    while (at < words.size() && words[at].text.size() > 1 && words[at].text[0] == '-') ++at;
    if (program == "pushd") stack_.push_back(here_);
    if (stack_.size() > deepest) stack_.erase(stack_.begin());
    if (at < words.size()) change(words[at].text);
    else if (program != "pushd") change("~");
    else forget();
}

}  // namespace scc::shell
