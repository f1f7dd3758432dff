#include "wire/toml_text.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

#include "base/text.hpp"

namespace scc::wire {
namespace {

using nlohmann::json;

constexpr std::string_view bare =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "abcdefghijklmnopqrstuvwxyz"
    "0123456789-_";

// JSON escapes all that TOML wants escaped but the one control character above the others.
std::string quoted(const std::string& text) {
    const std::string as_json = json(text).dump(-1, ' ', false, json::error_handler_t::replace);
    return text::replace_all(as_json, "\x7f", "\\u007f");
}

std::string key_of(const std::string& key) {
    return !key.empty() && key.find_first_not_of(bare) == std::string::npos ? key : quoted(key);
}

std::string inline_text(const json& value);

std::string list_text(const json& list) {
    std::vector<std::string> items;
    for (const json& item : list) {
        if (!item.is_null()) items.push_back(inline_text(item));
    }
    return "[" + text::join(items, ", ") + "]";
}

std::string inline_table(const json& table) {
    std::vector<std::string> members;
    for (const auto& [key, value] : table.items()) {
        if (!value.is_null()) members.push_back(key_of(key) + " = " + inline_text(value));
    }
    return members.empty() ? "{}" : "{ " + text::join(members, ", ") + " }";
}

std::string inline_text(const json& value) {
    if (value.is_array()) return list_text(value);
    if (value.is_object()) return inline_table(value);
    return value.is_string() ? quoted(value.get_ref<const std::string&>()) : value.dump();
}

// What stands below the header of the table at `path`, which is empty for the document itself. Its tables come last:
// a header holds until the next one.
void write_members(const json& table, const std::string& path, std::string& out) {
    for (const auto& [key, value] : table.items()) {
        if (!value.is_null() && !value.is_object()) out += key_of(key) + " = " + inline_text(value) + "\n";
    }
    for (const auto& [key, value] : table.items()) {
        if (!value.is_object()) continue;
        const std::string below = path.empty() ? key_of(key) : path + "." + key_of(key);
        const bool holds_tables_only =
            !value.empty() && std::ranges::all_of(value, [](const json& at) { return at.is_object(); });
        if (!holds_tables_only) out += (out.empty() ? "[" : "\n[") + below + "]\n";
        write_members(value, below, out);
    }
}

}  // namespace

std::string toml_of(const json& object) {
    std::string out;
    write_members(object, "", out);
    return out;
}

}  // namespace scc::wire
