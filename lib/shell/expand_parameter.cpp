#include <fnmatch.h>

#include <algorithm>

#include "base/text.hpp"
#include "shell/expand.hpp"
#include "shell/quote.hpp"

namespace scc::shell {
namespace {

constexpr std::size_t max_matched = 256;  // bytes of a value that patterns are tried on, piece by piece
constexpr std::size_t max_stars = 3;      // in such a pattern

std::string unknown_text() { return std::string(1, unknown); }

bool is_known(std::string_view text) { return text.find(unknown) == std::string_view::npos; }

bool has_wildcards(std::string_view pattern) { return pattern.find_first_of("*?[") != std::string_view::npos; }

bool matches(const std::string& pattern, const std::string& text) {
    return pattern == text || ::fnmatch(pattern.c_str(), text.c_str(), 0) == 0;
}

std::optional<std::size_t> small_number(std::string_view text) {
    const auto number = text::number(text::trim(text));
    if (!number || *number > max_value) return std::nullopt;
    return static_cast<std::size_t>(*number);
}

// ${x#p}, ${x##p}: how many bytes p takes from the front; from the back for % and %%.
std::optional<std::string> trimmed(const std::string& value, std::string_view operation, const std::string& pattern) {
    const bool front = operation[0] == '#';
    const bool most = operation.size() == 2;
    if (!has_wildcards(pattern)) {
        const bool taken = front ? value.starts_with(pattern) : value.ends_with(pattern);
        if (!taken) return value;
        return front ? value.substr(pattern.size()) : value.substr(0, value.size() - pattern.size());
    }
    const bool cheap = std::max(value.size(), pattern.size()) <= max_matched &&
                       std::ranges::count(pattern, '*') <= std::ptrdiff_t{max_stars};
    if (!cheap) return std::nullopt;
    for (std::size_t i = 0; i <= value.size(); ++i) {
        const std::size_t taken = most ? value.size() - i : i;
        const std::string piece = front ? value.substr(0, taken) : value.substr(value.size() - taken);
        if (!matches(pattern, piece)) continue;
        return front ? value.substr(taken) : value.substr(0, value.size() - taken);
    }
    return value;
}

// ${x/p/r}, ${x//p/r}, ${x/#p/r}, ${x/%p/r} with a plain pattern.
std::optional<std::string> replaced(std::string value, std::string_view operation, std::string_view given) {
    const std::size_t slash = given.find('/');
    const std::string_view from = given.substr(0, slash);
    const std::string_view to = slash == std::string_view::npos ? "" : given.substr(slash + 1);
    if (has_wildcards(from)) return std::nullopt;
    if (operation == "/#") return value.starts_with(from) ? std::string(to) + value.substr(from.size()) : value;
    if (operation == "/%") {
        return value.ends_with(from) ? value.substr(0, value.size() - from.size()).append(to) : value;
    }
    if (from.empty()) return value;
    if (operation == "//") return text::replace_all(std::move(value), from, to);
    const std::size_t at = value.find(from);
    return at == std::string::npos ? value : value.replace(at, from.size(), to);
}

// The stretch that ":BEGIN:COUNT" means among `size` things; a negative number counts from the end.
std::optional<std::pair<std::size_t, std::size_t>> stretch(std::string_view given, std::size_t size) {
    const auto place = [&](std::string_view text, std::size_t from) -> std::optional<std::size_t> {
        text = text::trim(text);
        const bool from_end = text.starts_with('-');
        const auto number = small_number(text.substr(from_end ? 1 : 0));
        if (!number) return std::nullopt;
        if (from_end) return *number > size ? 0 : size - *number;
        return std::min(size, from + *number);
    };
    const std::size_t colon = given.find(':');
    const auto begin = place(given.substr(0, colon), 0);
    if (!begin) return std::nullopt;
    const auto end = colon == std::string_view::npos ? std::optional(size) : place(given.substr(colon + 1), *begin);
    if (!end) return std::nullopt;
    return std::pair(*begin, std::max(*begin, *end));
}

// ${x^^}, ${x,}, …; with a pattern, nobody follows.
std::optional<std::string> recased(std::string value, std::string_view operation, std::string_view pattern) {
    if (!pattern.empty() && pattern != "?") return std::nullopt;
    const bool upper = operation[0] == '^';
    const std::size_t count = operation.size() == 2 ? value.size() : std::min<std::size_t>(1, value.size());
    for (std::size_t i = 0; i < count; ++i) {
        const char c = value[i];
        if (upper && c >= 'a' && c <= 'z') value[i] = static_cast<char>(c - 'a' + 'A');
        if (!upper && c >= 'A' && c <= 'Z') value[i] = static_cast<char>(c - 'A' + 'a');
    }
    return value;
}

// ${x@Q} and its kin.
std::optional<std::string> transformed(std::string value, std::string_view letter) {
    if (letter == "U") return recased(std::move(value), "^^", "");
    if (letter == "u") return recased(std::move(value), "^", "");
    if (letter == "L") return recased(std::move(value), ",,", "");
    if (letter == "Q" && is_known(value)) {
        const std::string quoted = quote(value);
        return quoted == value ? "'" + value + "'" : quoted;
    }
    if (letter == "E" || letter == "P") return value;
    return std::nullopt;
}

std::optional<std::string> changed(const std::string& value, std::string_view operation, const std::string& given) {
    if (!is_known(given)) return std::nullopt;
    switch (operation[0]) {
        case '#':
        case '%': return trimmed(value, operation, given);
        case '/': return replaced(value, operation, given);
        case '^':
        case ',': return recased(value, operation, given);
        case '@': return transformed(value, given);
        case ':': {
            const auto taken = stretch(given, value.size());
            if (!taken) return std::nullopt;
            return value.substr(taken->first, taken->second - taken->first);
        }
        default: return std::nullopt;
    }
}

// One parameter on its way through its operation.
class Parameter {
public:
    Parameter(const Part& part, Scope& scope) : part_(part), scope_(scope) {}

    Expansion expand() && {
        name_ = part_.text;
        if (name_.size() > 1 && (name_[0] == '#' || name_[0] == '!')) {
            prefix_ = name_[0];
            name_.remove_prefix(1);
        }
        if (prefix_ == '!') return indirect();
        look_up(name_);
        if (prefix_ == '#') return length();
        return operated();
    }

private:
    Expansion one(std::string text) {
        Expansion made;
        made.items.push_back(std::move(text));
        return made;
    }

    std::string argument() {
        return part_.inner == nullptr ? std::string() : expand_whole(part_.inner->argument, scope_);
    }

    // Fills `found_` with the items of the parameter; `is_set_` says whether they are known.
    void look_up(std::string_view name) {
        if (name == "@" || name == "*") return positional(name == "*");
        if (name == "_") return single(scope_.last_argument);
        if (name == "#" && scope_.positional) return single(std::to_string(scope_.positional->size()));
        if (const auto index = text::number(name)) return numbered(*index);
        const Value* value = scope_.find(name);
        if (value == nullptr) return unset(name);
        const Word* subscript = part_.inner == nullptr ? nullptr : part_.inner->subscript.get();
        if (subscript == nullptr) return value->items.empty() ? single("") : single(value->items[0]);
        const std::string key = expand_whole(*subscript, scope_);
        if (key == "@" || key == "*") {
            found_ = {.items = value->items, .list = key == "@", .joined = key == "*"};
            is_set_ = true;
        } else if (const std::size_t at = value->index_of(key); at != std::string::npos) {
            single(value->items[at]);
        }
    }

    // Variables that name a place stay names of it, where they stand for themselves.
    void unset(std::string_view name) {
        constexpr std::pair<std::string_view, std::string_view> places[] = {
            {"HOME", "~"}, {"PWD", "."}, {"TMPDIR", "$TMPDIR"}};
        if (name == "IFS") return single(" \t\n");
        if (prefix_ != '\0' || !(part_.operation.empty() || part_.operation == ":?" || part_.operation == "?")) return;
        for (const auto& [variable, place] : places) {
            if (variable == name) single(std::string(place));
        }
    }

    void single(std::string text) {
        found_ = one(std::move(text));
        is_set_ = true;
    }

    void positional(bool joined) {
        found_.list = !joined;
        found_.joined = joined;
        if (!scope_.positional) return;
        found_.items = *scope_.positional;
        is_set_ = true;
    }

    void numbered(std::uint64_t index) {
        if (index == 0 && scope_.zeroth) return single(*scope_.zeroth);
        if (!scope_.positional || index == 0) return;
        const std::vector<std::string>& all = *scope_.positional;
        if (index > all.size() && scope_.has_more_positional()) return;
        single(index <= all.size() ? all[static_cast<std::size_t>(index) - 1] : "");
    }

    // ${!x}: the variable that x names; ${!a[@]}: subscripts; ${!prefix@}: names.
    Expansion indirect() {
        const bool subscripts = part_.inner != nullptr && part_.inner->subscript != nullptr;
        const Value* value = scope_.find(name_);
        if (subscripts && value != nullptr) {
            Expansion made{.items = value->keys, .list = true};
            for (std::size_t i = 0; value->keys.empty() && i < value->items.size(); ++i) {
                made.items.push_back(std::to_string(i));
            }
            return made;
        }
        if (part_.operation == "@" && argument().empty()) return {.items = scope_.names(name_), .list = true};
        const bool named = value != nullptr && !value->items.empty() && is_known(value->items[0]);
        if (!named) return one(unknown_text());
        target_ = value->items[0];
        const std::size_t bracket = target_.find('[');
        look_up(std::string_view(target_).substr(0, bracket));
        return operated();
    }

    Expansion length() {
        if (!is_set_) return one(unknown_text());
        if (found_.list || found_.joined) return one(std::to_string(found_.items.size()));
        if (!is_known(found_.items[0])) return one(unknown_text());
        return one(std::to_string(found_.items[0].size()));
    }

    Expansion operated() {
        const std::string_view operation = part_.operation;
        if (operation.empty()) return is_set_ ? std::move(found_) : one(unknown_text());
        const char last = operation.back();
        if (std::string_view("-=?+").find(last) != std::string_view::npos) {
            return chosen(operation.starts_with(':'), last);
        }
        if (!is_set_) return one(unknown_text());
        const std::string given = argument();
        if (operation == ":" && (found_.list || found_.joined)) return sliced(given);
        for (std::string& item : found_.items) item = changed(item, operation, given).value_or(unknown_text());
        return std::move(found_);
    }

    // ${x:-y}, ${x:=y}, ${x:+y}, ${x:?y}.
    Expansion chosen(bool empty_counts, char what) {
        const bool empty = found_.items.empty() || (found_.items.size() == 1 && found_.items[0].empty());
        const bool missing = !is_set_ || (empty && empty_counts);
        if (what == '+') return is_set_ && missing ? one("") : one(argument());
        if (!missing) return std::move(found_);
        if (what == '?') return one(unknown_text());
        std::string value = argument();
        if (what == '=') scope_.set(name_, value);
        return one(std::move(value));
    }

    Expansion sliced(const std::string& given) {
        std::vector<std::string>& items = found_.items;
        const bool of_command = name_ == "@" || name_ == "*";
        if (of_command) items.insert(items.begin(), unknown_text());
        const auto taken = stretch(given, items.size());
        if (!taken) return one(unknown_text());
        const auto at = [&](std::size_t index) { return items.begin() + static_cast<std::ptrdiff_t>(index); };
        items = std::vector<std::string>(at(taken->first), at(taken->second));
        return std::move(found_);
    }

    const Part& part_;
    Scope& scope_;
    std::string_view name_;
    std::string target_;
    char prefix_ = '\0';
    Expansion found_;
    bool is_set_ = false;
};

}  // namespace

Expansion expand_parameter(const Part& part, Scope& scope) { return Parameter(part, scope).expand(); }

}  // namespace scc::shell
