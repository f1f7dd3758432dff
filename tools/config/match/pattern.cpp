#include "pattern.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace scc::config {
namespace {

constexpr std::size_t none = std::string_view::npos;

template <class Matches>
const Text* first(const std::vector<Text>& patterns, std::string_view text, Matches matching) {
    const auto found = std::ranges::find_if(patterns, [&](const Text& at) { return matching(at.value, text); });
    return found == patterns.end() ? nullptr : &*found;
}

}  // namespace

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
