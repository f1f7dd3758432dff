#include "wire/json_edit.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/text.hpp"
#include "wire/parse.hpp"

namespace scc::wire {
namespace {

using json = nlohmann::json;

constexpr std::string_view blanks = " \t\r\n";
constexpr std::size_t indentation = 2;

// Bytes [begin, end) of the text.
struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
};

// A member with its key, or an item of a list.
struct Part {
    std::string step;  // the key; the position in a list
    Range whole;
    Range value;
};

// A text that is known to be JSON.
class Text {
public:
    explicit Text(std::string_view bytes) : bytes_(bytes) {}

    std::size_t skip(std::size_t at) const { return std::min(bytes_.find_first_not_of(blanks, at), bytes_.size()); }

    Range root() const {
        const std::size_t begin = skip(0);
        return {begin, end_of(begin)};
    }

    // The members or items of the object or list.
    std::vector<Part> parts(Range container) const {
        std::vector<Part> found;
        const bool object = bytes_[container.begin] == '{';
        for (std::size_t at = skip(container.begin + 1); at + 1 < container.end; at = skip(at)) {
            Part part{std::to_string(found.size()), {at, 0}, {at, 0}};
            if (object) {
                const std::size_t key_end = end_of(at);
                part.step = json::parse(bytes_.substr(at, key_end - at)).get<std::string>();
                part.value.begin = skip(skip(key_end) + 1);
            }
            part.value.end = part.whole.end = end_of(part.value.begin);
            found.push_back(part);
            at = skip(part.whole.end);
            if (bytes_[at] == ',') ++at;
        }
        return found;
    }

    // What stands before the first byte that is no blank in the line of `at`.
    std::string indent_at(std::size_t at) const {
        const std::size_t line = at == 0 ? 0 : bytes_.rfind('\n', at - 1) + 1;
        return std::string(bytes_.substr(line, bytes_.find_first_not_of(" \t", line) - line));
    }

    bool breaks_line(std::size_t begin, std::size_t end) const {
        return bytes_.substr(begin, end - begin).find('\n') != std::string_view::npos;
    }

    std::string replaced(Range range, std::string_view by) const {
        return std::string(bytes_.substr(0, range.begin)).append(by).append(bytes_.substr(range.end));
    }

private:
    std::size_t end_of_string(std::size_t at) const {
        for (++at; bytes_[at] != '"'; ++at) at += bytes_[at] == '\\' ? 1 : 0;
        return at + 1;
    }

    std::size_t end_of(std::size_t at) const {
        std::size_t depth = 0;
        for (;;) {
            const char c = bytes_[at];
            if (c == '"') at = end_of_string(at);
            else if (c == '{' || c == '[') ++depth, ++at;
            else if (c == '}' || c == ']') --depth, ++at;
            else at = depth > 0 ? at + 1 : std::min(bytes_.find_first_of(",]} \t\r\n", at), bytes_.size());
            if (depth == 0) return at;
        }
    }

    std::string_view bytes_;
};

// The parts of an object or list on the way down, and the one where it goes on.
struct Level {
    Range container;
    std::vector<Part> parts;
    std::size_t at = 0;

    const Part& part() const { return parts[at]; }
};

const Part* find(const std::vector<Part>& parts, std::string_view step) {
    const auto found = std::ranges::find(parts, step, &Part::step);
    return found == parts.end() ? nullptr : &*found;
}

std::string written(const std::string& key, const json& value, const std::string& indent, bool lines) {
    const std::string head = key.empty() ? "" : json(key).dump() + ": ";
    if (!lines) return head + value.dump();
    return head + text::replace_all(value.dump(static_cast<int>(indentation)), "\n", "\n" + indent);
}

// The text with one part more in the container; no key where it is a list.
std::string with_part(const Text& text, Range container, const std::string& key, const json& value) {
    const std::vector<Part> parts = text.parts(container);
    if (parts.empty()) {
        const std::string outer = text.indent_at(container.begin);
        const std::string inner = outer + std::string(indentation, ' ');
        return text.replaced({container.begin + 1, container.end - 1},
                             "\n" + inner + written(key, value, inner, true) + "\n" + outer);
    }
    const std::size_t end = parts.back().whole.end;
    const bool lines = text.breaks_line(container.begin, parts.front().whole.begin);
    const std::string indent = text.indent_at(parts.front().whole.begin);
    return text.replaced({end, end}, (lines ? ",\n" + indent : ", ") + written(key, value, indent, lines));
}

Error in_the_way(const Steps& steps, std::size_t count, std::string_view name) {
    const std::string place = text::join({steps.begin(), steps.begin() + static_cast<std::ptrdiff_t>(count)}, "/");
    return {Code::config,
            count < steps.size() ? "an object must stand here" : "a list must stand here",
            "correct that place by hand",
            std::string(name) + ":/" + place};
}

}  // namespace

Result<std::string> with_item(std::string_view bytes, const Steps& list, const json& item, std::string_view name) {
    SCC_TRY(const json document, parse(bytes, name));
    const Text text(bytes);
    Range here = text.root();
    const json* value = &document;
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (!value->is_object()) return in_the_way(list, i, name);
        const std::vector<Part> parts = text.parts(here);
        const Part* part = find(parts, list[i]);
        if (part == nullptr) {
            json made = json::array({item});
            for (std::size_t j = list.size(); j-- > i + 1;) made = json{{list[j], made}};
            return with_part(text, here, list[i], made);
        }
        here = part->value;
        value = &value->find(list[i]).value();
    }
    if (!value->is_array()) return in_the_way(list, list.size(), name);
    return with_part(text, here, "", item);
}

Result<std::string> without(std::string_view bytes, const Steps& steps, std::string_view name) {
    SCC_TRY(const json document, parse(bytes, name));
    const Text text(bytes);
    std::vector<Level> levels;
    for (const std::string& step : steps) {
        Level level{levels.empty() ? text.root() : levels.back().part().value, {}, 0};
        level.parts = text.parts(level.container);
        level.at = static_cast<std::size_t>(std::ranges::find(level.parts, step, &Part::step) - level.parts.begin());
        if (level.at == level.parts.size()) {
            return Error{Code::config, "there is no " + text::quoted(step), "look at the file", std::string(name)};
        }
        levels.push_back(std::move(level));
    }
    while (levels.size() > 1 && levels.back().parts.size() == 1) levels.pop_back();
    const auto& [container, parts, at] = levels.back();
    if (parts.size() == 1) return text.replaced({container.begin + 1, container.end - 1}, "");
    if (at > 0) return text.replaced({parts[at - 1].whole.end, parts[at].whole.end}, "");
    return text.replaced({parts[0].whole.begin, parts[1].whole.begin}, "");
}

}  // namespace scc::wire
