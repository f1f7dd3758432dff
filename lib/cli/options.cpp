#include "cli/options.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace scc::cli {
namespace {

Error usage(std::string message, std::string hint = "") {
    return {Code::usage, std::move(message), std::move(hint), {}, {}};
}

Error unknown(std::string_view word, std::span<const Option> options) {
    std::vector<std::string> names;
    for (const Option& option : options) names.push_back("--" + std::string(option.name));
    const std::string meant = text::nearest(word.substr(0, word.find('=')), names);
    return usage("unknown option " + text::quoted(word), meant.empty() ? "" : "did you mean " + meant + "?");
}

// One pass over the words; the cursor stands behind the last word taken.
class Parser {
public:
    Parser(std::span<const char* const> words, std::span<const Option> options, Operands operands)
        : words_(words), options_(options), operands_(operands) {}

    Result<Args> parse() && {
        while (next_ < words_.size()) {
            const std::string_view word = words_[next_++];
            if (word == "--") {
                SCC_CHECK(take_command());
                break;
            }
            if (word.starts_with("--")) {
                SCC_CHECK(take_long(word));
            } else if (word.size() > 1 && word.starts_with('-')) {
                SCC_CHECK(take_letter(word));
            } else {
                SCC_CHECK(take_operand(word));
            }
        }
        if (args_.operands.size() > operands_.most) {
            return usage("unexpected operand " + text::quoted(args_.operands[operands_.most]), hint());
        }
        if (args_.operands.size() < operands_.least && !args_.has("help")) return usage("an operand is missing");
        return std::move(args_);
    }

private:
    std::string hint() const { return operands_.command ? "the words of a command go behind '--'" : ""; }

    Error unknown_option(std::string_view word) const {
        Error error = unknown(word, options_);
        if (error.hint.empty()) error.hint = hint();
        return error;
    }

    // As an empty value: where an operand may be left out it would be taken for that.
    Result<Done> take_operand(std::string_view word) {
        const bool may_be_left_out = operands_.least < operands_.most;
        if (word.empty() && may_be_left_out) return usage("an operand is empty", "give it a value, or leave it out");
        args_.operands.emplace_back(word);
        return Done{};
    }

    Result<Done> take_command() {
        std::vector<std::string> rest(words_.begin() + static_cast<std::ptrdiff_t>(next_), words_.end());
        if (operands_.command) {
            args_.command = std::move(rest);
        } else {
            std::ranges::move(rest, std::back_inserter(args_.operands));
        }
        return Done{};
    }

    Result<Done> take_long(std::string_view word) {
        const std::size_t equals = word.find('=');
        const std::string_view name = word.substr(2, equals == std::string_view::npos ? equals : equals - 2);
        const auto option = std::ranges::find(options_, name, &Option::name);
        if (option == options_.end()) return unknown_option(word);
        if (equals != std::string_view::npos) {
            if (option->value.empty()) return usage("option '--" + std::string(name) + "' takes no value");
            return take_text(*option, word.substr(equals + 1));
        }
        return take_value(*option);
    }

    Result<Done> take_letter(std::string_view word) {
        const auto option = std::ranges::find(options_, word[1], &Option::letter);
        if (option == options_.end() || (word.size() > 2 && option->value.empty())) return unknown_option(word);
        return word.size() > 2 ? take_text(*option, word.substr(2)) : take_value(*option);
    }

    Result<Done> take_value(const Option& option) {
        if (option.value.empty() || option.value_is_optional) return take(option, "");
        if (next_ == words_.size()) return usage("option '--" + std::string(option.name) + "' needs a value");
        return take_text(option, words_[next_++]);
    }

    // An empty value is most often a variable that is not set; taken for none it would leave the option out.
    Result<Done> take_text(const Option& option, std::string_view value) {
        if (value.empty()) return usage("option '--" + std::string(option.name) + "' has an empty value");
        return take(option, value);
    }

    Result<Done> take(const Option& option, std::string_view value) {
        if (args_.has(option.name) && !option.repeatable && !option.value.empty()) {
            return usage("option '--" + std::string(option.name) + "' is given twice");
        }
        args_.set(option.name, value);
        return Done{};
    }

    std::span<const char* const> words_;
    std::span<const Option> options_;
    Operands operands_;
    std::size_t next_ = 0;
    Args args_;
};

std::string spelled(const Option& option) {
    std::string shown = option.letter == '\0' ? "    " : std::string("-") + option.letter + ", ";
    shown += "--" + std::string(option.name);
    if (option.value.empty()) return shown;
    return shown +
           (option.value_is_optional ? "[=" + std::string(option.value) + "]" : " " + std::string(option.value));
}

}  // namespace

bool Args::has(std::string_view option) const { return given_.find(option) != given_.end(); }

std::optional<std::string> Args::text(std::string_view option) const {
    const auto found = given_.find(option);
    if (found == given_.end() || found->second.back().empty()) return std::nullopt;
    return found->second.back();
}

std::string Args::text_or(std::string_view option, std::string_view fallback) const {
    return text(option).value_or(std::string(fallback));
}

std::vector<std::string> Args::all(std::string_view option) const {
    const auto found = given_.find(option);
    return found == given_.end() ? std::vector<std::string>() : found->second;
}

std::string Args::operand(std::size_t index) const { return index < operands.size() ? operands[index] : std::string(); }

void Args::set(std::string_view option, std::string_view value) { given_[std::string(option)].emplace_back(value); }

Result<Args> parse(std::span<const char* const> words, std::span<const Option> options, Operands operands) {
    return Parser(words, options, operands).parse();
}

std::string help_for(std::span<const Option> options) {
    std::size_t width = 0;
    for (const Option& option : options) width = std::max(width, spelled(option).size());
    std::string lines;
    for (const Option& option : options) {
        const std::string left = spelled(option);
        lines += "  " + left + std::string(width - left.size() + 2, ' ') + std::string(option.help) + "\n";
    }
    return lines;
}

}  // namespace scc::cli
