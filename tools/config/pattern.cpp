#include "pattern.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace scc::config {
namespace {

constexpr std::size_t none = std::string_view::npos;

// The end of the "[…]" that starts at `at`; npos when it is never closed, and the bracket stands for itself.
std::size_t end_of_set(std::string_view pattern, std::size_t at) {
    std::size_t first = at + 1;
    if (first < pattern.size() && pattern[first] == '!') ++first;
    const std::size_t close = pattern.find(']', first + 1);
    return close == none ? none : close + 1;
}

bool in_set(std::string_view set, char c) {
    const bool negated = set.starts_with('!');
    if (negated) set.remove_prefix(1);
    bool found = false;
    for (std::size_t i = 0; i < set.size(); ++i) {
        const bool range = i + 2 < set.size() && set[i + 1] == '-';
        found = found || (range ? set[i] <= c && c <= set[i + 2] : set[i] == c);
        if (range) i += 2;
    }
    return found != negated;
}

// How many bytes of `pattern` at `at` match the byte `c`; 0 when they do not. Not called for a star.
std::size_t step(std::string_view pattern, std::size_t at, char c) {
    if (at >= pattern.size()) return 0;
    if (pattern[at] == '?') return 1;
    const std::size_t end = pattern[at] == '[' ? end_of_set(pattern, at) : none;
    if (end == none) return pattern[at] == c ? 1 : 0;
    return in_set(pattern.substr(at + 1, end - at - 2), c) ? end - at : 0;
}

bool glob(std::string_view pattern, std::string_view text) {
    std::size_t at = 0;
    std::size_t star = none;
    std::size_t resume = 0;
    for (std::size_t i = 0; i < text.size();) {
        if (at < pattern.size() && pattern[at] == '*') {
            star = at++;
            resume = i;
        } else if (const std::size_t width = step(pattern, at, text[i]); width > 0) {
            at += width;
            ++i;
        } else if (star != none) {
            at = star + 1;
            i = ++resume;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', at) == none;
}

template <class Matches>
const Text* first(const std::vector<Text>& patterns, std::string_view text, Matches matching) {
    const auto found = std::ranges::find_if(patterns, [&](const Text& at) { return matching(at.value, text); });
    return found == patterns.end() ? nullptr : &*found;
}

}  // namespace

bool matches(std::string_view pattern, std::string_view text) {
    const std::string_view trimmed = text::trim(pattern);
    return !trimmed.empty() && glob(text::lower(trimmed), text::lower(text::trim(text)));
}

bool matches_plugin(std::string_view pattern, std::string_view reference) {
    const std::string_view trimmed = text::trim(reference);
    if (trimmed.empty()) return false;
    const bool bare = pattern.find('@') == none;
    return matches(pattern, bare ? trimmed.substr(0, trimmed.find('@')) : trimmed);
}

const Text* first_match(const std::vector<Text>& patterns, std::string_view text) {
    return first(patterns, text, matches);
}

const Text* first_plugin_match(const std::vector<Text>& patterns, std::string_view reference) {
    return first(patterns, reference, matches_plugin);
}

}  // namespace scc::config
