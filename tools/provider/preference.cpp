#include "preference.hpp"

#include <nlohmann/json.hpp>
#include <vector>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "proc/places.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace scc::provider {
namespace {

constexpr std::string_view key = "provider";

std::string_view without_indent(std::string_view line) {
    const std::size_t start = line.find_first_not_of(" \t");
    return start == std::string_view::npos ? std::string_view() : line.substr(start);
}

bool is_table(std::string_view line) { return without_indent(line).starts_with('['); }

// Where the value of `provider = …` starts in the line.
std::optional<std::size_t> value_at(std::string_view line) {
    const std::string_view rest = without_indent(line);
    if (!rest.starts_with(key)) return std::nullopt;
    const std::size_t indent = line.size() - rest.size();
    const std::size_t equals = line.find_first_not_of(" \t", indent + key.size());
    if (equals == std::string_view::npos || line[equals] != '=') return std::nullopt;
    const std::size_t value = line.find_first_not_of(" \t", equals + 1);
    return value == std::string_view::npos ? std::nullopt : std::optional(value);
}

// Behind the quoted value that starts at `start`, which is a string on one line.
std::optional<std::size_t> value_end(std::string_view line, std::size_t start) {
    const char quote = line[start];
    if (quote != '"' && quote != '\'') return std::nullopt;
    const std::size_t close = line.find(quote, start + 1);
    return close == std::string_view::npos ? std::nullopt : std::optional(close + 1);
}

std::string assignment(std::string_view id) { return std::string(key) + " = \"" + std::string(id) + "\""; }

bool replace_in(std::vector<std::string>& lines, std::string_view id) {
    for (std::string& line : lines) {
        if (is_table(line)) return false;
        const auto start = value_at(line);
        const auto end = start ? value_end(line, *start) : std::nullopt;
        if (!end) continue;
        line = line.substr(0, *start) + "\"" + std::string(id) + "\"" + line.substr(*end);
        return true;
    }
    return false;
}

// Before the first table, because a key below a table's header would be the table's.
void insert_in(std::vector<std::string>& lines, std::string_view id) {
    std::size_t at = 0;
    while (at < lines.size() && !is_table(lines[at])) ++at;
    if (at < lines.size()) {
        lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at), {assignment(id), ""});
    } else if (lines.back().empty()) {
        lines.insert(lines.end() - 1, assignment(id));
    } else {
        lines.insert(lines.end(), {assignment(id), ""});
    }
}

std::string target_of(const std::string& path) { return path::real(path).value_or(path); }

Result<std::string> text_or_empty(const std::string& path) {
    auto text = file::read(path);
    if (!text && text.error().code == Code::not_found) return std::string();
    return text;
}

}  // namespace

std::string preference_path() { return places::config_dir() + "/config.toml"; }

Result<std::optional<std::string>> preference_in(std::string_view text, std::string_view name) {
    SCC_TRY(const nlohmann::json document, wire::parse_toml(text, name));
    wire::Reader in(document, name);
    in.open();
    return in.finish(in.optional_text(key));
}

Result<std::string> with_preference(std::string_view text, std::string_view name, std::string_view id) {
    SCC_CHECK(preference_in(text, name));
    std::vector<std::string> lines = text::split(text, '\n');
    if (!replace_in(lines, id)) insert_in(lines, id);
    std::string changed = text::join(lines, "\n");
    const auto now = preference_in(changed, name);
    if (now && *now == std::string(id)) return changed;
    return Error{Code::config,
                 "cannot change the key 'provider' in place",
                 "write it by hand as a line of its own: " + assignment(id),
                 std::string(name)};
}

Result<std::optional<std::string>> read_preference(const std::string& path) {
    SCC_TRY(const std::string text, text_or_empty(path));
    return preference_in(text, path);
}

Result<Done> write_preference(const std::string& path, std::string_view id) {
    SCC_TRY(const file::Descriptor lock, file::lock(path + ".lock"));
    SCC_TRY(const std::string text, text_or_empty(path));
    SCC_TRY(const std::string changed, with_preference(text, path, id));
    return file::replace(target_of(path), changed, 0600);
}

}  // namespace scc::provider
