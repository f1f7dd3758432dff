#include "rule/words.hpp"

#include <algorithm>
#include <optional>

namespace scc::rule {
namespace {

using shell::Argument;

enum class Value {
    none,
    required,
    attached,  // only with "=", or directly after a letter
};

struct Entry {
    char letter = '\0';
    std::string_view name;       // empty: the letter is all there is
    std::string_view expansion;  // "delete>force"
    Value value = Value::none;

    std::string canonical() const { return name.empty() ? std::string{'-', letter} : "--" + std::string(name); }
};

Entry entry_of(std::string_view text) {
    Entry entry;
    if (text.ends_with(':')) entry.value = Value::required;
    if (text.ends_with('?')) entry.value = Value::attached;
    if (entry.value != Value::none) text.remove_suffix(1);
    const bool lettered = text.size() == 1 || text[1] == ',' || text[1] == '>';
    if (!lettered) {
        entry.name = text;
        return entry;
    }
    entry.letter = text[0];
    if (text.size() == 1) return entry;
    if (text[1] == '>') entry.expansion = text.substr(2);
    else entry.name = text.substr(2);
    return entry;
}

// Calls `each` with every entry until it returns true.
template <class Each>
bool any_entry(std::string_view grammar, Each each) {
    while (!grammar.empty()) {
        const std::size_t end = std::min(grammar.find(' '), grammar.size());
        if (end > 0 && each(entry_of(grammar.substr(0, end)))) return true;
        grammar.remove_prefix(std::min(end + 1, grammar.size()));
    }
    return false;
}

struct Found {
    Entry entry;
    bool negated = false;
};

// What "--no-NAME" is called in the grammar: "--no-verify" is an entry of its own, which "--verify" takes back.
bool spells(std::string_view typed, std::string_view full, bool exact) {
    return exact ? typed == full : full.starts_with(typed);
}

template <class Each>
bool any_entry(const Grammar& grammar, Each each) {
    return any_entry(grammar.own, each) || any_entry(grammar.shared, each);
}

// The entry a long option names, exactly or as its only abbreviation.
std::optional<Found> long_option(const Grammar& grammar, std::string_view typed) {
    std::optional<Found> found;
    bool ambiguous = false;
    const auto consider = [&](bool exact) {
        any_entry(grammar, [&](const Entry& entry) {
            if (entry.name.empty()) return false;
            const std::string opposite =
                entry.name.starts_with("no-") ? std::string(entry.name.substr(3)) : "no-" + std::string(entry.name);
            const bool plain = spells(typed, entry.name, exact);
            if (!plain && !spells(typed, opposite, exact)) return false;
            ambiguous = found.has_value();
            found = Found{entry, !plain};
            return exact || ambiguous;
        });
    };
    consider(true);
    if (!found && typed.size() > 0 && grammar.dashes == Dashes::gnu) consider(false);
    if (ambiguous) return std::nullopt;
    return found;
}

std::optional<Entry> letter_option(const Grammar& grammar, char letter) {
    std::optional<Entry> found;
    any_entry(grammar, [&](const Entry& entry) {
        if (entry.letter == letter) found = entry;
        return found.has_value();
    });
    return found;
}

// What a switch is given to say that it is off.
bool is_off(std::string_view value) {
    static constexpr std::string_view words[] = {"false", "False", "0", "f", "no", "none", "off"};
    return std::ranges::find(words, value) != std::end(words);
}

class Options {
public:
    Options(std::span<const Argument> words, const Grammar& grammar, Words& into)
        : words_(words), grammar_(grammar), into_(into) {}

    std::size_t read(Order order) {
        while (at_ < words_.size()) {
            const Argument& word = words_[at_];
            if (word.text == "--") return rest(1, order);
            if (is_long(word.text)) {
                long_word(word);
            } else if (word.text.size() > 1 && word.text[0] == '-') {
                letters(word);
            } else if (order != Order::mixed) {
                return rest(0, order);
            } else {
                into_.operands.push_back(word);
            }
            ++at_;
        }
        return at_;
    }

private:
    bool is_long(std::string_view word) const {
        return word.starts_with("--") ||
               (grammar_.dashes == Dashes::one && word.size() > 2 && word[0] == '-' && word[1] != '=');
    }

    std::size_t rest(std::size_t skipped, Order order) {
        if (order == Order::leading) return at_ + skipped;
        if (skipped > 0) into_.separated = into_.operands.size();
        for (const Argument& word : words_.subspan(at_ + skipped)) into_.operands.push_back(word);
        return words_.size();
    }

    void add(std::string name, std::optional<std::string> value, shell::Span span) {
        const bool has_value = value.has_value();
        into_.options.push_back({std::move(name), std::move(value).value_or(""), has_value, span});
    }

    void remove(std::string_view name) {
        std::erase_if(into_.options, [&](const Option& option) { return option.name == name; });
    }

    std::optional<std::string> next_word() {
        if (at_ + 1 >= words_.size()) return std::nullopt;
        return words_[++at_].text;
    }

    void long_word(const Argument& word) {
        const std::size_t dashes = word.text.starts_with("--") ? 2 : 1;
        const std::string_view body = std::string_view(word.text).substr(dashes);
        const std::size_t equals = body.find('=');
        std::optional<std::string> value;
        if (equals != std::string_view::npos) value = std::string(body.substr(equals + 1));
        const auto found = long_option(grammar_, body.substr(0, equals));
        if (!found) return add("--" + std::string(body.substr(0, equals)), value, word.span);
        const bool off = found->entry.value == Value::none && value && is_off(*value);
        if (found->negated || off) return remove(found->entry.canonical());
        if (!value && found->entry.value == Value::required) value = next_word();
        add(found->entry.canonical(), std::move(value), word.span);
    }

    void letters(const Argument& word) {
        for (std::size_t i = 1; i < word.text.size(); ++i) {
            const auto entry = letter_option(grammar_, word.text[i]);
            if (!entry) {
                add({'-', word.text[i]}, std::nullopt, word.span);
                continue;
            }
            if (!entry->expansion.empty()) {
                expand(entry->expansion, word.span);
                continue;
            }
            std::optional<std::string> value;
            const std::string attached = word.text.substr(i + 1);
            if (entry->value != Value::none && !attached.empty()) value = attached;
            if (entry->value == Value::required && !value) value = next_word();
            add(entry->canonical(), value, word.span);
            if (entry->value != Value::none) return;
        }
    }

    void expand(std::string_view names, shell::Span span) {
        while (!names.empty()) {
            const std::size_t end = std::min(names.find('>'), names.size());
            add("--" + std::string(names.substr(0, end)), std::nullopt, span);
            names.remove_prefix(std::min(end + 1, names.size()));
        }
    }

    std::span<const Argument> words_;
    const Grammar& grammar_;
    Words& into_;
    std::size_t at_ = 0;
};

}  // namespace

const Option* Words::find(std::string_view option) const {
    const auto found = std::ranges::find(options, option, &Option::name);
    return found == options.end() ? nullptr : &*found;
}

bool Words::known() const { return std::ranges::all_of(all, &Argument::known); }

std::string_view Words::action() const {
    const std::size_t last = verb.find_last_of(" :");
    return std::string_view(verb).substr(last == std::string::npos ? 0 : last + 1);
}

std::size_t read_options(std::span<const Argument> words, const Grammar& grammar, Order order, Words& into) {
    return Options(words, grammar, into).read(order);
}

}  // namespace scc::rule
