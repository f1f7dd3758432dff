#include "shell/expand.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace scc::shell {
namespace {

bool is_plain(const Word& word) { return word.parts.size() == 1 && word.parts[0].kind == Part::Kind::literal; }

// Collects the fields of one word.
class Fields {
public:
    Fields(const Word& word, Scope& scope, bool splits)
        : word_(word), scope_(scope), splits_(splits), separators_(separators_of(scope)) {}

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
        started_ = started_ || quoted || !text.empty();
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
        if (!scope_.spend(value.size())) return put_unknown();
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
            case Part::Kind::parameter: return put_parameter(part);
            case Part::Kind::substitution: return put_output(part);
            case Part::Kind::arithmetic: return put_arithmetic(part);
            case Part::Kind::process: return put_process(part);
            case Part::Kind::glob: return note_unknown(Use::Kind::pattern, part);
        }
    }

    void note(Use::Kind kind, const Part& part, std::string value) {
        if (scope_.uses == nullptr) return;
        const bool named = kind == Use::Kind::parameter;
        scope_.uses->push_back({.kind = kind,
                                .name = named ? part.text : std::string(),
                                .set = named && scope_.find(part.text) != nullptr,
                                .value = std::move(value),
                                .span = part.span});
    }

    void note_unknown(Use::Kind kind, const Part& part) {
        note(kind, part, std::string(1, unknown));
        put_unknown();
    }

    void put_output(const Part& part) {
        const auto found = scope_.outputs.find(part.inner.get());
        if (found == scope_.outputs.end()) return note_unknown(Use::Kind::output, part);
        std::string_view output = found->second;
        while (output.ends_with('\n')) output.remove_suffix(1);
        note(Use::Kind::output, part, std::string(output));
        put_value(output, part.quoted);
    }

    void put_process(const Part& part) {
        const auto found = scope_.outputs.find(part.inner.get());
        if (found == scope_.outputs.end()) note_unknown(Use::Kind::process, part);
        else put(found->second, true);
    }

    void put_arithmetic(const Part& part) {
        const std::string value = expand_whole(part.inner->argument, scope_);
        const bool number = !value.empty() && value.find_first_not_of("0123456789") == std::string::npos;
        if (number) put(value, part.quoted);
        else note_unknown(Use::Kind::arithmetic, part);
    }

    void put_parameter(const Part& part) {
        const Expansion made = expand_parameter(part, scope_);
        if (scope_.uses != nullptr) note(Use::Kind::parameter, part, text::join(made.items, " "));
        const std::size_t count = made.items.size();
        const std::string_view between = separators_.empty() ? std::string_view() : separators_.substr(0, 1);
        for (std::size_t i = 0; i < count; ++i) {
            const bool apart = made.list || (made.joined && !part.quoted);
            if (i > 0 && apart && splits_) end_field();
            else if (i > 0) put(made.joined ? between : " ", part.quoted);
            put_value(made.items[i], part.quoted);
        }
    }

    const Word& word_;
    Scope& scope_;
    bool splits_;
    std::string_view separators_;
    std::vector<std::string> fields_;
    std::string current_;
    bool started_ = false;
};

bool has_braces(const Word& word) {
    return std::ranges::any_of(word.parts, [](const Part& part) {
        return part.kind == Part::Kind::literal && !part.quoted && part.text.find('{') != std::string::npos;
    });
}

void expand_fields(const Word& word, Scope& scope, std::vector<Argument>& into) {
    Fields fields(word, scope, true);
    fields.read();
    fields.finish(into);
}

}  // namespace

std::string_view separators_of(const Scope& scope) {
    constexpr std::string_view usual = " \t\n";
    const std::string* ifs = scope.scalar("IFS");
    return ifs == nullptr ? usual : std::string_view(*ifs);
}

void expand(const Word& word, Scope& scope, std::vector<Argument>& into) {
    if (is_plain(word) && (word.parts[0].quoted || word.parts[0].text.find('{') == std::string::npos)) {
        into.push_back({word.parts[0].text, word.span});
    } else if (has_braces(word)) {
        for (const Word& one : expand_braces(word, scope)) expand_fields(one, scope, into);
    } else {
        expand_fields(word, scope, into);
    }
}

std::vector<Argument> expand(const std::vector<Word>& words, Scope& scope) {
    std::vector<Argument> arguments;
    arguments.reserve(words.size());
    for (const Word& word : words) expand(word, scope, arguments);
    return arguments;
}

std::string expand_whole(const Word& word, Scope& scope) {
    if (is_plain(word)) return word.parts[0].text;
    Fields fields(word, scope, false);
    fields.read();
    return std::move(fields).whole();
}

std::vector<std::string> split_fields(std::string_view text, const Scope& scope) {
    const std::string_view separators = separators_of(scope);
    std::vector<std::string> fields;
    while (!text.empty()) {
        const std::size_t end = text.find_first_of(separators);
        if (end != 0) fields.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return fields;
}

}  // namespace scc::shell
