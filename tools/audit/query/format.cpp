#include "query/format.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "query/wanted.hpp"
#include "wire/parse.hpp"

namespace scc::audit {
namespace {

constexpr std::string_view columns[] = {
    "seq",
    "time",
    "type",
    "session",
    "conversation",
    "tool_call",
    "provider",
    "team",
    "workspace",
    "actor",
    "rule",
    "host",
    "command",
    "because",
    "hash",
};
constexpr std::string_view verdict_column = "verdict";
constexpr std::string_view rest_column = "rest";
constexpr std::string_view of_the_chain = "prev";
constexpr std::string_view begins_formula = "=+-@\t\r";

std::string quoted(const std::string& cell) {
    if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
    return "\"" + text::replace_all(cell, "\"", "\"\"") + "\"";
}

std::string harmless(std::string text) {
    if (!text.empty() && begins_formula.find(text.front()) != std::string_view::npos) text.insert(0, 1, '\'');
    return text;
}

std::string cell(const json& value) {
    if (value.is_null()) return "";
    if (value.is_string()) return quoted(harmless(value.get<std::string>()));
    if (!value.is_array()) return quoted(wire::compact(value));
    std::vector<std::string> words;
    for (const json& word : value) words.push_back(word.is_string() ? word.get<std::string>() : wire::compact(word));
    return quoted(harmless(text::join(words, " ")));
}

bool has_column(std::string_view key) { return std::ranges::find(columns, key) != std::end(columns); }

json rest_of(const json& event) {
    json rest = json::object();
    for (const auto& [key, value] : event.items()) {
        if (!has_column(key) && key != of_the_chain && key != verdict_column) rest[key] = value;
    }
    return rest;
}

}  // namespace

std::string csv_heading() {
    std::vector<std::string> names(std::begin(columns), std::end(columns));
    names.emplace_back(verdict_column);
    names.emplace_back(rest_column);
    return text::join(names, ",") + "\n";
}

std::string csv_row(const json& event) {
    std::vector<std::string> cells;
    for (const std::string_view column : columns) {
        const auto found = event.find(column);
        cells.push_back(found == event.end() ? "" : cell(*found));
    }
    cells.push_back(verdict_of(event));
    const json rest = rest_of(event);
    cells.push_back(rest.empty() ? "" : quoted(wire::compact(rest)));
    return text::join(cells, ",") + "\n";
}

}  // namespace scc::audit
