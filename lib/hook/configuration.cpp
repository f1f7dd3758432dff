#include "hook/configuration.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/path.hpp"
#include "base/text.hpp"
#include "shell/command.hpp"
#include "shell/quote.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace scc::hook {
namespace {

using wire::json;
using wire::Reader;
using wire::Steps;

constexpr std::string_view line_keys[] = {"command", "bash"};
constexpr std::string_view programs[] = {"scc-safety", "scc-guard"};
constexpr std::string_view plugin_head = "const command = ";

bool is_ours(const Host& host, std::string_view line) {
    bool ours = false;
    // A line that cannot be read is somebody else's.
    static_cast<void>(shell::each_command(line, [&](const shell::Simple& command) {
        const auto& words = command.words;
        ours = words.size() >= 3 && words[1].text == "hook" && words[2].text == host.name &&
               std::ranges::find(programs, path::basename(words[0].text)) != std::end(programs);
        return !ours;
    }));
    return ours;
}

json entry_of(const Entry& entry, const std::string& line) {
    const std::string text = text::replace_all(std::string(entry.form), "@", wire::compact(line));
    return wire::parse(text, "entry").value_or(json());
}

// The lines of an entry: its own, or those of the hooks in its group.
std::vector<std::string> lines_of(Reader& entry, bool& grouped) {
    entry.open();
    std::vector<std::string> lines;
    for (const std::string_view key : line_keys) {
        if (const std::string line = entry.text_or(key, ""); !line.empty()) lines.push_back(line);
    }
    grouped = entry.has("hooks");
    if (grouped)
        entry.for_each("hooks", [&](Reader& one) {
            one.open();
            lines.push_back(one.text_or(line_keys[0], ""));
        });
    return lines;
}

void find_in(const Host& host, const Entry& entry, Reader& hooks, std::vector<Place>& found) {
    const std::string event(entry.event);
    if (!hooks.has(event)) return;
    const json& list = hooks.raw(event);
    std::size_t group = 0;
    hooks.for_each(event, [&](Reader& one) {
        bool grouped = false;
        const std::vector<std::string> lines = lines_of(one, grouped);
        for (std::size_t index = 0; index < lines.size(); ++index) {
            if (!is_ours(host, lines[index])) continue;
            Steps steps = {"hooks", event, std::to_string(group)};
            if (grouped && lines.size() > 1) steps.insert(steps.end(), {"hooks", std::to_string(index)});
            const bool current = list[group] == entry_of(entry, lines[index]);
            found.push_back({event, std::move(steps), group, index, lines[index], current});
        }
        ++group;
    });
}

bool is_current(const Host& host, const std::vector<Place>& places, const std::string& line) {
    if (places.size() != host.setup.entries.size()) return false;
    return std::ranges::all_of(host.setup.entries, [&](const Entry& entry) {
        return std::ranges::any_of(places, [&](const Place& place) {
            return place.event == entry.event && place.current && place.line == line;
        });
    });
}

// The last one first, so that the steps to the others stay what they are.
Result<std::string> without_places(std::string text, std::vector<Place> places, std::string_view name) {
    std::ranges::reverse(places);
    for (const Place& place : places) {
        SCC_TRY(text, wire::without(text, place.steps, name));
    }
    return text;
}

}  // namespace

std::string command_line(const std::vector<std::string>& words) { return shell::quote(words) + " || exit 2"; }

json configuration(const Host& host, const std::string& line) {
    json made = wire::parse(host.setup.start, "start").value_or(json::object());
    for (const Entry& entry : host.setup.entries) made["hooks"][std::string(entry.event)] = {entry_of(entry, line)};
    return made;
}

json configuration_in_sandbox(const Host& host, const std::string& line) {
    json made = configuration(host, line);
    const Entry& beginning = host.beginning;
    if (!beginning.event.empty()) made["hooks"][std::string(beginning.event)] = {entry_of(beginning, line)};
    return made;
}

Result<std::vector<Place>> places_in(const Host& host, std::string_view text, std::string_view name) {
    SCC_TRY(const json document, wire::parse(text, name));
    Reader in(document, name);
    in.open();
    std::vector<Place> found;
    in.with("hooks", [&](Reader& hooks) {
        hooks.open();
        for (const Entry& entry : host.setup.entries) find_in(host, entry, hooks, found);
    });
    return in.finish(std::move(found));
}

Result<std::string> with_hook(const Host& host, std::string_view text, const std::string& line, std::string_view name) {
    if (text::trim(text).empty()) return wire::text_of(configuration(host, line));
    SCC_TRY(const std::vector<Place> places, places_in(host, text, name));
    if (is_current(host, places, line)) return std::string(text);
    SCC_TRY(std::string changed, without_places(std::string(text), places, name));
    for (const Entry& entry : host.setup.entries) {
        SCC_TRY(changed, wire::with_item(changed, {"hooks", std::string(entry.event)}, entry_of(entry, line), name));
    }
    return changed;
}

Result<std::string> without_hook(const Host& host, std::string_view text, std::string_view name) {
    SCC_TRY(const std::vector<Place> places, places_in(host, text, name));
    SCC_TRY(std::string changed, without_places(std::string(text), places, name));
    SCC_TRY(const json left, wire::parse(changed, name));
    SCC_TRY(const json start, wire::parse(host.setup.start, name));
    if (!places.empty() && (left.empty() || left == start)) changed.clear();
    return changed;
}

std::string plugin(std::string text, const std::vector<std::string>& words) {
    return text::replace_all(std::move(text), "@", wire::compact(words));
}

std::vector<std::string> plugin_words(std::string_view text) {
    for (const std::string& line : text::split(text, '\n')) {
        if (!line.starts_with(plugin_head)) continue;
        const auto words = wire::parse(line.substr(plugin_head.size()), "plugin");
        if (!words || !words->is_array()) return {};
        const json record = {{"words", *words}};
        Reader in(record, "plugin");
        return in.finish(in.texts("words")).value_or({});
    }
    return {};
}

}  // namespace scc::hook
