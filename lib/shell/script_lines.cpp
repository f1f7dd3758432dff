#include <algorithm>

#include "base/text.hpp"
#include "shell/script.hpp"

namespace scc::shell {
namespace {

constexpr std::size_t max_code = 1U << 18U;  // bytes of code that are searched

// The recipe lines of a makefile, and $(shell …).
void search_makefile(std::string_view code, Span span, Carried& into) {
    for (const std::string& line : text::split(text::replace_all(std::string(code), "\\\n", " "), '\n')) {
        std::string_view rest = line;
        if (const std::size_t call = rest.find("$(shell "); call != std::string_view::npos) {
            into.add(std::string(rest.substr(call + 8, rest.rfind(')') - call - 8)), span);
        }
        const std::size_t semicolon = rest.find(';');
        if (!rest.starts_with('\t')) {
            const bool rule = rest.find(':') < semicolon && semicolon != std::string_view::npos;
            if (!rule) continue;
            rest.remove_prefix(semicolon + 1);
        }
        rest.remove_prefix(std::min(rest.find_first_not_of("\t @-+"), rest.size()));
        if (rest.empty()) continue;
        std::string text = text::replace_all(std::string(rest), "$$", std::string(1, '\x01'));
        text = text::replace_all(std::move(text), "$(MAKE)", "make");
        for (std::size_t at = text.find("$("); at != std::string::npos; at = text.find("$(", at)) {
            const std::size_t end = std::min(text.find(')', at), text.size() - 1);
            text.replace(at, end - at + 1, 1, unknown);
        }
        into.add(text::replace_all(std::move(text), std::string(1, '\x01'), "$"), span);
    }
}

// "1e git log" and "s/x/git log/e" of GNU sed.
void search_sed(std::string_view code, Span span, Carried& into) {
    const std::string lines = text::replace_all(std::string(code), ";", "\n");
    for (const std::string& line : text::split(lines, '\n')) {
        std::string_view rest = line;
        rest.remove_prefix(std::min(rest.find_first_not_of(" \t0123456789,$!+~{"), rest.size()));
        if (rest.starts_with('/')) rest.remove_prefix(std::min(rest.find('/', 1), rest.size() - 1) + 1);
        if (rest.starts_with("e ")) into.add(std::string(text::trim(rest.substr(2))), span);
        if (rest.size() < 4 || rest[0] != 's') continue;
        const std::size_t second = rest.find(rest[1], 2);
        const std::size_t third = second == std::string_view::npos ? second : rest.find(rest[1], second + 1);
        if (third == std::string_view::npos || rest.find('e', third) == std::string_view::npos) continue;
        into.add(std::string(rest.substr(second + 1, third - second - 1)), span);
    }
}

// Where code stands among the words of an interpreter.
class CodeFinder {
public:
    CodeFinder(const Interpreter& interpreter, Words words, State& state, Stream* input)
        : interpreter_(interpreter), words_(words), state_(state), input_(input) {}

    Carried read() && {
        for (at_ = 1; at_ < words_.size(); ++at_) {
            const Argument& word = words_[at_];
            if (word.text == "--") {
                ++at_;
                break;
            }
            if (word.text.starts_with('+') && interpreter_.language == Language::lines && word.text.size() > 1) {
                code({word.text.substr(1), word.span});
                continue;
            }
            if (lists(interpreter_.code_verb, word.text)) {
                code_follows_ = true;
                continue;
            }
            if (lists(interpreter_.run_verb, word.text)) continue;
            if (word.text.size() < 2 || word.text[0] != '-') break;
            option(word);
        }
        operands();
        return std::move(carried_);
    }

private:
    void code(const Argument& word) {
        found_ = true;
        if (word.text.size() <= max_code) search(interpreter_, word.text, word.span, carried_);
    }

    void file(std::string_view path) {
        found_ = true;
        const auto text = text_of_file(path, state_, input_);
        if (text && text->size() <= max_code) search(interpreter_, *text, words_[0].span, carried_);
    }

    Argument value(const Argument& word, std::size_t length) {
        if (word.text.size() > length) return {word.text.substr(length), word.span};
        return at_ + 1 < words_.size() ? words_[++at_] : Argument{"", word.span};
    }

    void option(const Argument& word) {
        const std::string_view whole = word.text;
        const std::size_t dashes = whole.starts_with("--") ? 2 : 1;
        const std::size_t equals = std::min(whole.find('='), whole.size());
        const std::string_view name = whole.substr(dashes, equals - dashes);
        const bool spelled = dashes == 2 || name.size() > 1;
        if (spelled && lists(interpreter_.code, name))
            return code(value(word, equals + (equals < whole.size() ? 1 : 0)));
        if (spelled && lists(interpreter_.files, name)) {
            return file(value(word, equals + (equals < whole.size() ? 1 : 0)).text);
        }
        if (lists(interpreter_.rest, name)) {
            carried_.tail = words_.subspan(std::min(at_ + 1, words_.size()));
            at_ = words_.size();
            found_ = true;
            return;
        }
        if (dashes == 2) {
            if (equals == whole.size() && lists(interpreter_.names, name)) ++at_;
            return;
        }
        for (std::size_t i = 1; i < whole.size(); ++i) {
            const std::string_view letter = whole.substr(i, 1);
            if (lists(interpreter_.code, letter)) return code(value(word, i + 1));
            if (lists(interpreter_.files, letter)) return file(value(word, i + 1).text);
            if (interpreter_.attached.find(letter) != std::string_view::npos) return;
            if (interpreter_.letters.find(letter) != std::string_view::npos) {
                value(word, i + 1);
                return;
            }
        }
    }

    void operands() {
        const bool left = at_ < words_.size();
        if ((interpreter_.operand || code_follows_) && !found_ && left) return code(words_[at_]);
        if (interpreter_.language == Language::lines) return lines(left);
        if (found_) return;
        if (!interpreter_.usual.empty()) return usual();
        if (left) return script();
        if (interpreter_.input) file("-");
    }

    void script() {
        const std::string_view path = words_[at_].text;
        if (lists(interpreter_.tools, path.substr(path.rfind('/') + 1))) carried_.tail = words_.subspan(at_);
        file(path);
    }

    void usual() {
        for (const std::string_view name : {"GNUmakefile", "makefile", "Makefile"}) {
            if (state_.files.find(name) != nullptr) return file(name);
        }
    }

    // Editors and debuggers read commands from their input and, some of them, from their operands.
    void lines(bool left) {
        for (; left && at_ < words_.size(); ++at_) {
            const Argument& word = words_[at_];
            if (word.text.starts_with("+") || word.text.find(' ') != std::string::npos) code(word);
            else if (word.text.starts_with('-')) option(word);
        }
        if (interpreter_.input && input_ != nullptr) file("-");
    }

    const Interpreter& interpreter_;
    Words words_;
    State& state_;
    Stream* input_;
    std::size_t at_ = 1;
    bool found_ = false;
    bool code_follows_ = false;
    Carried carried_;
};

}  // namespace

void search_lines(const Interpreter& interpreter, std::string_view code, Span span, Carried& into) {
    if (interpreter.language == Language::make) return search_makefile(code, span, into);
    if (interpreter.language == Language::sed) return search_sed(code, span, into);
    for (const std::string& whole : text::split(code, '\n')) {
        const std::string_view line = text::trim(whole);
        for (std::string_view rest = interpreter.starts; !rest.empty();) {
            const std::size_t bar = std::min(rest.find('|'), rest.size());
            const std::string_view start = rest.substr(0, bar);
            rest.remove_prefix(std::min(bar + 1, rest.size()));
            if (start.empty() || !line.starts_with(start)) continue;
            into.add(std::string(text::trim(line.substr(start.size()))), span);
            break;
        }
    }
}

Carried carried_by_interpreter(Words words, State& state, Stream* input) {
    std::string_view name = words[0].text;
    name.remove_prefix(name.rfind('/') + 1);
    return CodeFinder(*interpreter_named(name), words, state, input).read();
}

}  // namespace scc::shell
