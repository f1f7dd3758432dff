#include "registry.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace scc::provider {
namespace {

constexpr const Record* table[] = {&claude, &codex, &gemini, &shell};

}  // namespace

std::span<const Record* const> registry() { return table; }

const Record* find(std::string_view id) {
    const auto* found = std::ranges::find_if(table, [&](const Record* record) { return record->id == id; });
    return found == std::end(table) ? nullptr : *found;
}

Result<const Record*> named(std::string_view id) {
    if (const Record* record = find(id)) return record;
    const std::string meant = text::nearest(id, ids());
    return Error{Code::usage,
                 "there is no provider " + text::quoted(id),
                 meant.empty() ? "one of " + text::join(ids(), ", ") : "did you mean " + text::quoted(meant) + "?"};
}

std::vector<std::string> ids() {
    std::vector<std::string> names;
    for (const Record* record : table) names.emplace_back(record->id);
    return names;
}

}  // namespace scc::provider
