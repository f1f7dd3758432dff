#include "toml_edit.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "wire/parse.hpp"

namespace scc::config {
namespace {

using nlohmann::json;

constexpr std::size_t none = std::string_view::npos;

bool is_bare(std::string_view key) {
    constexpr std::string_view bare = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
    return !key.empty() && key.find_first_not_of(bare) == none;
}

// A TOML basic string and a JSON string are written alike.
std::string key_text(const std::string& key) { return is_bare(key) ? key : json(key).dump(); }

std::string header_of(const std::vector<std::string>& path) {
    std::vector<std::string> keys;
    for (std::size_t i = 0; i + 1 < path.size(); ++i) keys.push_back(key_text(path[i]));
    return text::join(keys, ".");
}

// "name" of "[name]  # comment"; empty for a line that is no table header.
std::string_view header_in(std::string_view line) {
    line = text::trim(line);
    const std::size_t close = line.find(']');
    return line.starts_with('[') && close != none ? text::trim(line.substr(1, close - 1)) : std::string_view();
}

// Whether the line assigns `key`; `equals` is where its "=" stands.
bool assigns(std::string_view line, const std::string& key, std::size_t& equals) {
    equals = line.find('=');
    return equals != none && text::trim(line.substr(0, equals)) == key;
}

// Where the value that starts at `at` ends: a string's closing quote, else the blank or comment behind it.
std::size_t end_of_value(std::string_view line, std::size_t at) {
    if (at >= line.size()) return at;
    const char quote = line[at];
    if (quote != '"' && quote != '\'') {
        const std::size_t comment = std::min(line.find('#', at), line.size());
        return at + text::trim(line.substr(at, comment - at)).size();
    }
    for (std::size_t i = at + 1; i < line.size(); ++i) {
        if (line[i] == quote) return i + 1;
        if (quote == '"' && line[i] == '\\') ++i;
    }
    return line.size();
}

std::string replaced(const std::string& line, std::size_t equals, const std::string& literal) {
    const std::size_t start = std::min(line.find_first_not_of(" \t", equals + 1), line.size());
    return line.substr(0, equals + 1) + " " + literal + line.substr(end_of_value(line, start));
}

// The lines of one table: from behind its header to the next one.
struct Table {
    bool found = false;
    std::size_t first = 0;
    std::size_t end = 0;
};

Table table_in(const std::vector<std::string>& lines, const std::string& header) {
    Table table{header.empty(), 0, lines.size()};
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string_view here = header_in(lines[i]);
        if (here.empty()) continue;
        if (table.found) {
            table.end = i;
            break;
        }
        if (here == header) table = {true, i + 1, lines.size()};
    }
    return table;
}

std::string edited(std::string_view text, const std::vector<std::string>& path, const std::string& literal) {
    std::vector<std::string> lines = text::split(text, '\n');
    if (lines.back().empty()) lines.pop_back();
    const std::string key = key_text(path.back());
    const std::string assignment = key + " = " + literal;
    const std::string header = header_of(path);
    const Table table = table_in(lines, header);
    if (!table.found) {
        if (!lines.empty()) lines.emplace_back();
        lines.push_back("[" + header + "]");
        lines.push_back(assignment);
        return text::join(lines, "\n") + "\n";
    }
    std::size_t last = table.first;
    for (std::size_t i = table.first; i < table.end; ++i) {
        std::size_t equals = 0;
        if (assigns(lines[i], key, equals)) {
            lines[i] = replaced(lines[i], equals, literal);
            return text::join(lines, "\n") + "\n";
        }
        if (!text::trim(lines[i]).empty()) last = i + 1;
    }
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(last), assignment);
    return text::join(lines, "\n") + "\n";
}

}  // namespace

Result<std::string> with_value(std::string_view text,
                               const std::vector<std::string>& path,
                               const json& value,
                               std::string_view name) {
    SCC_TRY(json wanted, wire::parse_toml(text, name));
    json change = value;
    for (auto key = path.rbegin(); key != path.rend(); ++key) change = json{{*key, change}};
    wanted.merge_patch(change);
    std::string changed = edited(text, path, value.dump());
    const auto read = wire::parse_toml(changed, name);
    if (read && *read == wanted) return changed;
    return Error{Code::config,
                 text::quoted(text::join(path, ".")) + " cannot be changed without rewriting what stands around it",
                 "change it in an editor",
                 std::string(name)};
}

}  // namespace scc::config
