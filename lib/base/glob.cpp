#include "base/glob.hpp"

#include "base/text.hpp"

namespace scc::glob {
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

bool fits(std::string_view pattern, std::string_view text) {
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

}  // namespace

bool matches(std::string_view pattern, std::string_view text) {
    const std::string_view trimmed = text::trim(pattern);
    return !trimmed.empty() && fits(text::lower(trimmed), text::lower(text::trim(text)));
}

}  // namespace scc::glob
