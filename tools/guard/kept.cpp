#include "kept.hpp"

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/text.hpp"
#include "root.hpp"
#include "wire/parse.hpp"

namespace scc::guard {
namespace {

using wire::json;

constexpr std::size_t longest_file = 1U << 20U;
constexpr std::size_t longest_value = 16U << 10U;
constexpr std::int64_t first_milliseconds = 100'000'000'000;  // as seconds this would be the year 5138

std::optional<std::string> content_of(const std::string& path, std::size_t limit) {
    auto content = file::read(at_root(path), limit);
    if (!content) return std::nullopt;
    return std::move(*content);
}

// The value behind a pointer without escapes; null when there is none.
const json* value_at(const json& document, const std::string& pointer) {
    const json* at = &document;
    for (const std::string& key : text::words(pointer, '/')) {
        if (!at->is_object() || !at->contains(key)) return nullptr;
        at = &at->at(key);
    }
    return at;
}

bool holds_something(const json& document, const std::string& pointer) {
    const json* value = pointer.empty() ? nullptr : value_at(document, pointer);
    return value != nullptr && !value->is_null() && *value != "";
}

std::optional<std::int64_t> moment_at(const json& document, const std::string& pointer) {
    const json* value = pointer.empty() ? nullptr : value_at(document, pointer);
    if (value == nullptr || !value->is_number_integer()) return std::nullopt;
    const auto moment = value->get<std::int64_t>();
    return moment < first_milliseconds ? moment : moment / 1000;
}

}  // namespace

Result<Kept> kept_in(std::string_view text) {
    const std::vector<std::string> parts = text::split(text, ':');
    const auto is_pointer = [](const std::string& part) { return part.empty() || part.starts_with('/'); };
    if (parts.size() == 4 && !parts[0].empty() && std::ranges::all_of(parts, is_pointer)) {
        return Kept{parts[0], parts[1], parts[2], parts[3]};
    }
    return Error{Code::usage,
                 "--credential must be PATH:PROOF:EXPIRES:RENEWAL, not " + text::quoted(text),
                 "see scc-guard --help"};
}

Finding finding_of(const Kept& kept, const std::optional<std::string>& content) {
    Finding finding{.path = kept.path};
    if (!content || text::trim(*content).empty()) return finding;
    if (kept.proof.empty()) {
        finding.state = "present";
        return finding;
    }
    const auto document = wire::parse(*content, kept.path);
    if (!document) {
        finding.state = "malformed";
        return finding;
    }
    if (!holds_something(*document, kept.proof)) return finding;
    finding.state = "present";
    finding.expires = moment_at(*document, kept.expires);
    finding.renews = holds_something(*document, kept.renewal);
    return finding;
}

Finding look_at(const std::vector<Kept>& all) {
    Finding decided;
    for (const Kept& kept : all) {
        Finding finding = finding_of(kept, content_of(kept.path, longest_file));
        if (finding.state == "present") return finding;
        if (finding.state == "malformed" && decided.state == "missing") decided = std::move(finding);
    }
    return decided;
}

void set_variables(const std::vector<FileVariable>& variables) {
    for (const FileVariable& variable : variables) {
        const std::string content = content_of(variable.path, longest_value).value_or("");
        const std::string value(text::trim(content));
        if (value.empty() || value.find_first_of("\n\r") != std::string::npos) continue;
        ::setenv(variable.name.c_str(), value.c_str(), 1);
    }
}

}  // namespace scc::guard
