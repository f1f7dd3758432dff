#include "shell/expand.hpp"

#include <algorithm>

namespace scc::shell {
namespace {

constexpr std::string_view default_separators = " \t\n";

// Collects the fields of one word.
class Fields {
public:
    Fields(const Word& word, const Scope& scope, bool splits) : word_(word), scope_(scope), splits_(splits) {
        const std::string* ifs = scope.find("IFS");
        separators_ = ifs == nullptr ? default_separators : std::string_view(*ifs);
    }

    void read() {
        for (const Part& part : word_.parts) read(part);
    }

    void finish(std::vector<Argument>& into) {
        end_field();
        for (std::string& text : fields_) into.push_back({std::move(text), word_.span});
    }

    std::string whole() && { return std::move(current_); }

private:
    void put(std::string_view text, bool quoted) {
        if (quoted) {
            current_ += text;
            started_ = true;
            return;
        }
        started_ = started_ || !text.empty();
        current_ += text;
    }

    void put_unknown() { put(std::string_view(&unknown, 1), true); }

    void end_field() {
        if (started_) fields_.push_back(std::move(current_));
        current_.clear();
        started_ = false;
    }

    // What an expansion yields, split into fields where it stands unquoted.
    void put_value(std::string_view value, bool quoted) {
        if (quoted || !splits_) return put(value, quoted);
        for (;;) {
            const std::size_t end = value.find_first_of(separators_);
            put(value.substr(0, end), false);
            if (end == std::string_view::npos) return;
            end_field();
            value.remove_prefix(end + 1);
        }
    }

    void read(const Part& part) {
        switch (part.kind) {
            case Part::Kind::literal: return put(part.text, part.quoted);
            case Part::Kind::parameter: return parameter(part);
            case Part::Kind::substitution: return substitution(part);
            case Part::Kind::arithmetic: return arithmetic(part);
            case Part::Kind::process:
            case Part::Kind::glob: return put_unknown();
        }
    }

    void substitution(const Part& part) {
        std::optional<std::string> output;
        if (part.span.end - part.span.begin <= max_known_output) output = output_of(*part.list, scope_);
        if (!output) return put_unknown();
        while (output->ends_with('\n')) output->pop_back();
        put_value(*output, part.quoted);
    }

    void arithmetic(const Part& part) {
        const std::string value = expand_whole(*part.argument, scope_);
        const bool number = !value.empty() && value.find_first_not_of("0123456789") == std::string::npos;
        if (number) put(value, part.quoted);
        else put_unknown();
    }

    void parameter(const Part& part) {
        if (part.operation.empty() && positional(part)) return;
        const std::string* value = find(part.text);
        const std::string_view operation = part.operation;
        const bool by_default = operation == ":-" || operation == "-" || operation == ":=" || operation == "=";
        const bool instead = operation == ":+" || operation == "+";
        if (by_default && (value == nullptr || (value->empty() && operation[0] == ':'))) {
            return put_value(expand_whole(*part.argument, scope_), part.quoted);
        }
        if (instead) return put_value(expand_whole(*part.argument, scope_), part.quoted);
        const bool as_it_is = operation.empty() || by_default || operation == ":?" || operation == "?";
        if (value == nullptr && as_it_is) value = place(part.text);
        if (value == nullptr) return put_unknown();
        if (as_it_is) return put_value(*value, part.quoted);
        const auto changed = changed_value(*value, operation, *part.argument);
        if (changed) put_value(*changed, part.quoted);
        else put_unknown();
    }

    const std::string* find(const std::string& name) const {
        static const std::string blanks(default_separators);
        const std::string* value = scope_.find(name);
        return value == nullptr && name == "IFS" ? &blanks : value;
    }

    // Variables that name a place stay names of it.
    static const std::string* place(std::string_view name) {
        static const std::string home = "~";
        static const std::string here = ".";
        static const std::string scratch = "$TMPDIR";
        if (name == "HOME") return &home;
        if (name == "PWD") return &here;
        return name == "TMPDIR" ? &scratch : nullptr;
    }

    // $1 and "$@" of a function whose arguments are known.
    bool positional(const Part& part) {
        if (!scope_.positional) return false;
        const std::vector<Argument>& all = *scope_.positional;
        if (part.text == "@" || part.text == "*") {
            for (std::size_t i = 0; i < all.size(); ++i) {
                if (i > 0) end_field();
                put(all[i].text, true);
            }
            return true;
        }
        if (part.text.size() != 1 || part.text[0] < '1' || part.text[0] > '9') return false;
        const auto index = static_cast<std::size_t>(part.text[0] - '1');
        put_value(index < all.size() ? std::string_view(all[index].text) : "", part.quoted);
        return true;
    }

    // ${x#a}, ${x%a}, ${x/a/b}, ${x:1:2}, ${x^^}, ${x,,} with plain arguments.
    std::optional<std::string> changed_value(const std::string& value,
                                             std::string_view operation,
                                             const Word& argument) {
        const std::string given = expand_whole(argument, scope_);
        if (given.find_first_of("*?[") != std::string::npos || given.find(unknown) != std::string::npos) return {};
        if (operation == "#" || operation == "##") {
            return value.starts_with(given) ? value.substr(given.size()) : value;
        }
        if (operation == "%" || operation == "%%") {
            return value.ends_with(given) ? value.substr(0, value.size() - given.size()) : value;
        }
        if (operation == "/" || operation == "//") return replaced(value, given, operation == "//");
        if (operation == ":") return cut(value, given);
        return {};
    }

    static std::optional<std::string> replaced(std::string value, std::string_view given, bool all) {
        const std::size_t slash = given.find('/');
        const std::string_view from = given.substr(0, slash);
        const std::string_view to = slash == std::string_view::npos ? "" : given.substr(slash + 1);
        if (from.empty()) return value;
        for (std::size_t at = value.find(from); at != std::string::npos; at = value.find(from, at + to.size())) {
            value.replace(at, from.size(), to);
            if (!all || value.size() > max_known_output) break;
        }
        return value;
    }

    static std::optional<std::string> cut(const std::string& value, std::string_view given) {
        const std::size_t colon = given.find(':');
        const auto digits = [](std::string_view text) -> std::optional<std::size_t> {
            if (text.empty() || text.size() > 6) return std::nullopt;
            std::size_t number = 0;
            for (const char c : text) {
                if (c < '0' || c > '9') return std::nullopt;
                number = number * 10 + static_cast<std::size_t>(c - '0');
            }
            return number;
        };
        const auto begin = digits(given.substr(0, colon));
        if (!begin) return std::nullopt;
        if (*begin >= value.size()) return "";
        if (colon == std::string_view::npos) return value.substr(*begin);
        const auto count = digits(given.substr(colon + 1));
        if (!count) return std::nullopt;
        return value.substr(*begin, *count);
    }

    const Word& word_;
    const Scope& scope_;
    bool splits_;
    std::string_view separators_;
    std::vector<std::string> fields_;
    std::string current_;
    bool started_ = false;
};

bool is_plain(const Word& word) { return word.parts.size() == 1 && word.parts[0].kind == Part::Kind::literal; }

bool has_braces(const Word& word) {
    return std::ranges::any_of(word.parts, [](const Part& part) {
        return part.kind == Part::Kind::literal && !part.quoted && part.text.find('{') != std::string::npos;
    });
}

void expand_fields(const Word& word, const Scope& scope, std::vector<Argument>& into) {
    Fields fields(word, scope, true);
    fields.read();
    fields.finish(into);
}

}  // namespace

const std::string* Scope::find(const std::string& name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? nullptr : &found->second;
}

void expand(const Word& word, const Scope& scope, std::vector<Argument>& into) {
    if (has_braces(word)) {
        for (const Word& one : expand_braces(word)) expand_fields(one, scope, into);
    } else if (is_plain(word)) {
        into.push_back({word.parts[0].text, word.span});
    } else {
        expand_fields(word, scope, into);
    }
}

std::vector<Argument> expand(const std::vector<Word>& words, const Scope& scope) {
    std::vector<Argument> arguments;
    arguments.reserve(words.size());
    for (const Word& word : words) expand(word, scope, arguments);
    return arguments;
}

std::string expand_whole(const Word& word, const Scope& scope) {
    if (is_plain(word)) return word.parts[0].text;
    Fields fields(word, scope, false);
    fields.read();
    return std::move(fields).whole();
}

}  // namespace scc::shell
