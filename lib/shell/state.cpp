#include "shell/state.hpp"

#include <algorithm>

#include "base/path.hpp"

namespace scc::shell {
namespace {

constexpr std::size_t max_kept = 1U << 20U;  // bytes of all files together
constexpr std::size_t max_files = 256;

}  // namespace

std::string_view Stream::take_line(char end) {
    const std::string_view left = rest();
    const std::size_t length = std::min(left.find(end), left.size());
    at += length + 1;
    return left.substr(0, length);
}

std::string_view Stream::take_rest() {
    const std::string_view left = rest();
    at = text.size();
    return left;
}

std::string Files::place(std::string_view path) const { return path_from(directory.text(), path); }

const std::string* Files::find(std::string_view path) const {
    if (texts_.empty()) return nullptr;
    const auto found = texts_.find(place(path));
    return found == texts_.end() ? nullptr : &found->second;
}

void Files::write(std::string_view path, std::string text, bool append) {
    kept_ += text.size();
    if (path.empty() || path == "/dev/null" || kept_ > max_kept || texts_.size() >= max_files) return;
    std::string& into = texts_[place(path)];
    if (append) into += text;
    else into = std::move(text);
}

void Files::forget(std::string_view path) {
    if (!empty()) texts_.erase(place(path));
}

void Files::copy(std::string_view from, std::string_view to) {
    if (programs_.size() >= max_files) return;
    const std::string* text = find(from);
    const std::string_view name = path::basename(from);
    const std::string target(to.ends_with('/') ? std::string(to) + std::string(name) : std::string(to));
    if (text != nullptr) return write(target, *text, false);
    const std::string_view copied = program(from);
    if (!name.empty()) programs_[place(target)] = copied.empty() ? name : copied;
}

std::string_view Files::program(std::string_view path) const {
    if (programs_.empty()) return {};
    const auto found = programs_.find(place(path));
    if (found != programs_.end()) return found->second;
    if (path.find('/') != std::string_view::npos) return {};
    const auto named =
        std::ranges::find_if(programs_, [&](const auto& row) { return path::basename(row.first) == path; });
    return named == programs_.end() ? std::string_view() : std::string_view(named->second);
}

}  // namespace scc::shell
