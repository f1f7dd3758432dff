#include "wire/toml_edit.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "wire/parse.hpp"

namespace scc::wire {
namespace {

constexpr std::size_t none = std::string_view::npos;

bool is_bare(std::string_view key) {
    constexpr std::string_view bare = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
    return !key.empty() && key.find_first_not_of(bare) == none;
}

// A TOML basic string and a JSON string are written alike.
std::string key_text(const std::string& key) { return is_bare(key) ? key : json(key).dump(); }

// A value on one line; an object is an inline table.
std::string literal_of(const json& value) {
    if (!value.is_object()) return value.dump();
    std::vector<std::string> pairs;
    for (const auto& [key, inner] : value.items()) pairs.push_back(key_text(key) + " = " + literal_of(inner));
    return "{ " + text::join(pairs, ", ") + " }";
}

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

bool is_quote(char c) { return c == '"' || c == '\''; }

// Behind the closing quote of the string that starts at `at`.
std::size_t end_of_string(std::string_view line, std::size_t at) {
    const char quote = line[at];
    for (std::size_t i = at + 1; i < line.size(); ++i) {
        if (line[i] == quote) return i + 1;
        if (quote == '"' && line[i] == '\\') ++i;
    }
    return line.size();
}

// Where the value that starts at `at` ends: a string's closing quote, else the blank or comment behind it.
std::size_t end_of_value(std::string_view line, std::size_t at) {
    if (at >= line.size()) return at;
    if (is_quote(line[at])) return end_of_string(line, at);
    std::size_t end = at;
    while (end < line.size() && line[end] != '#') end = is_quote(line[end]) ? end_of_string(line, end) : end + 1;
    return at + text::trim(line.substr(at, end - at)).size();
}

std::string replaced(const std::string& line, std::size_t equals, const std::string& literal) {
    const std::size_t start = std::min(line.find_first_not_of(" \t", equals + 1), line.size());
    return line.substr(0, start) + literal + line.substr(end_of_value(line, start));
}

using Lines = std::vector<std::string>;

// The lines of one table: from behind its header to the next one.
struct Table {
    bool found = false;
    std::size_t first = 0;
    std::size_t end = 0;
};

Table table_in(const Lines& lines, const std::string& header) {
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

// The line of the table that assigns `key`, or the end of the lines; `equals` is where its "=" stands.
Lines::iterator line_of(Lines& lines, const Table& table, const std::string& key, std::size_t& equals) {
    const auto begin = lines.begin() + static_cast<std::ptrdiff_t>(table.first);
    const auto end = lines.begin() + static_cast<std::ptrdiff_t>(table.end);
    const auto found = std::find_if(begin, end, [&](const std::string& line) { return assigns(line, key, equals); });
    return found == end ? lines.end() : found;
}

// Where a new line of the table goes: behind its last one, which is neither blank nor the comment that heads the next
// table.
std::size_t end_of_lines(const Lines& lines, const Table& table) {
    const auto starts_with = [&](std::size_t i, char c) { return text::trim(lines[i]).starts_with(c); };
    std::size_t end = table.end;
    while (table.end < lines.size() && end > table.first && starts_with(end - 1, '#')) --end;
    while (end > table.first && text::trim(lines[end - 1]).empty()) --end;
    return end;
}

void insert_in(Lines& lines, const Table& table, const std::string& assignment) {
    const std::size_t end = end_of_lines(lines, table);
    const bool touches = end < lines.size() && !text::trim(lines[end]).empty();
    const auto at = lines.begin() + static_cast<std::ptrdiff_t>(end);
    if (touches) {
        lines.insert(at, {assignment, ""});
    } else {
        lines.insert(at, assignment);
    }
}

std::string assignment_of(const std::vector<std::string>& path, const json& value) {
    return key_text(path.back()) + " = " + literal_of(value);
}

std::string edited(std::string_view text, const std::vector<std::string>& path, const json& value) {
    Lines lines = text::split(text, '\n');
    if (lines.back().empty()) lines.pop_back();
    const std::string header = header_of(path);
    const Table table = table_in(lines, header);
    std::size_t equals = 0;
    const auto line = table.found ? line_of(lines, table, key_text(path.back()), equals) : lines.end();
    if (value.is_null()) {
        if (line != lines.end()) lines.erase(line);
    } else if (line != lines.end()) {
        *line = replaced(*line, equals, literal_of(value));
    } else if (table.found) {
        insert_in(lines, table, assignment_of(path, value));
    } else {
        if (!lines.empty()) lines.emplace_back();
        lines.push_back("[" + header + "]");
        lines.push_back(assignment_of(path, value));
    }
    return lines.empty() ? "" : text::join(lines, "\n") + "\n";
}

}  // namespace

Result<std::string> with_value(std::string_view text,
                               const std::vector<std::string>& path,
                               const json& value,
                               std::string_view name) {
    SCC_TRY(json wanted, parse_toml(text, name));
    // Removed first: a patch would merge an object into the one there is.
    for (json change : {json(), value}) {
        for (auto key = path.rbegin(); key != path.rend(); ++key) change = json{{*key, change}};
        wanted.merge_patch(change);
    }
    std::string changed = edited(text, path, value);
    const auto read = parse_toml(changed, name);
    if (read && *read == wanted) return changed;
    const std::string key = text::quoted(text::join(path, "."));
    const std::string header = header_of(path);
    const std::string by_hand = "write it by hand as a line of its own" +
                                (header.empty() ? "" : " below [" + header + "]") + ": " + assignment_of(path, value);
    return Error{Code::config,
                 "cannot change the key " + key + " in place",
                 value.is_null() ? "take it out by hand" : by_hand,
                 std::string(name)};
}

}  // namespace scc::wire
