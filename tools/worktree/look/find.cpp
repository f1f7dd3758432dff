#include "find.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include "base/path.hpp"
#include "base/text.hpp"

namespace scc::worktree {
namespace {

bool is_named(const Entry& entry, const std::string& word) {
    const std::array names = {entry.name, entry.branch, std::string(path::basename(entry.path)), entry.path};
    return std::ranges::find(names, word) != names.end();
}

// Whether the letters of `word` stand in `name` in that order.
bool has_letters(std::string_view name, std::string_view word) {
    for (const char letter : name) {
        if (!word.empty() && word.front() == letter) word.remove_prefix(1);
    }
    return word.empty();
}

using Fits = bool (*)(const std::string& name, const std::string& word);

// From the closest on.
constexpr Fits ways[] = {
    [](const std::string& name, const std::string& word) { return name == word; },
    [](const std::string& name, const std::string& word) { return name.starts_with(word); },
    [](const std::string& name, const std::string& word) { return name.find(word) != std::string::npos; },
    [](const std::string& name, const std::string& word) { return has_letters(name, word); },
};

bool fits(const Entry& entry, const std::string& word, Fits way) {
    return way(text::lower(entry.name), word) || way(text::lower(entry.branch), word);
}

std::vector<Entry> those(const std::vector<Entry>& known, const std::function<bool(const Entry&)>& wanted) {
    std::vector<Entry> found;
    std::ranges::copy_if(known, std::back_inserter(found), wanted);
    return found;
}

}  // namespace

Result<Entry> entry_named(const std::vector<Entry>& known, const std::string& word) {
    const auto found = std::ranges::find_if(known, [&](const Entry& entry) { return is_named(entry, word); });
    if (found != known.end()) return *found;
    std::vector<std::string> names;
    for (const Entry& entry : known) names.push_back(entry.name);
    const std::string meant = text::nearest(word, names);
    return Error{Code::not_found,
                 "there is no worktree " + text::quoted(word),
                 meant.empty() ? "scc worktree list" : "did you mean " + text::quoted(meant) + "?"};
}

std::vector<Entry> entries_like(const std::vector<Entry>& known, const std::string& word) {
    if (auto named = those(known, [&](const Entry& entry) { return is_named(entry, word); }); !named.empty()) {
        return {named.front()};
    }
    const std::string lower = text::lower(word);
    for (const Fits way : ways) {
        auto found = those(known, [&](const Entry& entry) { return !lower.empty() && fits(entry, lower, way); });
        if (!found.empty()) return found;
    }
    return {};
}

}  // namespace scc::worktree
