#include "shell/script.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "shell/quote.hpp"
#include "shell/script_calls.hpp"
#include "shell/script_tokens.hpp"

namespace scc::shell {
namespace {

constexpr std::size_t max_nested_code = 4;
constexpr std::size_t max_arguments = 64;
constexpr std::size_t max_nesting = 64;
constexpr std::size_t max_steps = 200'000;

using Kind = Token::Kind;

std::string unknown_text() { return std::string(1, unknown); }

class Search {
public:
    Search(const Interpreter& interpreter, std::string_view code, Span span, std::size_t depth, Carried& into)
        : interpreter_(interpreter),
          code_(code),
          span_(span),
          depth_(depth),
          into_(into),
          tokens_(tokens_of(code, interpreter.language)) {
        const char letter = letter_of(interpreter.language);
        for (const Call& row : calls()) {
            const bool needed = row.needs.empty() || code.find(row.needs) != std::string_view::npos;
            if (needed && row.languages.find(letter) != std::string_view::npos) rows_.push_back(&row);
        }
    }

    void run() {
        for (at_ = 0; at_ < tokens_.size() && steps_ < max_steps;) {
            const std::size_t begin = at_;
            const Token& token = tokens_[begin];
            if (token.kind == Kind::command) into_.add(filled(token), span_);
            if (token.kind == Kind::name) {
                if (is_mark(begin + 1, '=') && !is_mark(begin + 2, '=')) assign(begin);
                else if (appends(begin)) append(begin);
                else if (const auto found = call_at(begin)) call(found->first, found->second);
            }
            if (interpreter_.language == Language::awk) piped(begin);
            at_ = begin + 1;
        }
    }

private:
    bool is_mark(std::size_t index, char c) const {
        return index < tokens_.size() && tokens_[index].kind == Kind::mark && tokens_[index].text[0] == c;
    }

    bool is_kind(std::size_t index, Kind kind) const { return index < tokens_.size() && tokens_[index].kind == kind; }

    void assign(std::size_t name) {
        at_ = name + 2;
        const Literal value = expression();
        if (!value.items.empty() && values_.size() < max_arguments) values_[tokens_[name].text] = value;
    }

    // words.append("x"), words.push("x")
    bool appends(std::size_t name) const {
        return is_mark(name + 1, '.') && is_kind(name + 2, Kind::name) && is_mark(name + 3, '(') &&
               lists("append|extend|push|concat", tokens_[name + 2].text) && values_.contains(tokens_[name].text);
    }

    void append(std::size_t name) {
        at_ = name + 4;
        const Literal more = expression();
        Literal& into = values_.find(tokens_[name].text)->second;
        if (into.items.size() + more.items.size() > max_arguments) return;
        into.list = true;
        join_items(into, more);
    }

    // The rows for the name that stands there, and where its arguments begin.
    std::optional<std::pair<std::size_t, std::size_t>> call_at(std::size_t name) const {
        const bool bare = interpreter_.language != Language::python && interpreter_.language != Language::javascript;
        std::size_t open = name + 1;
        const bool template_follows = is_kind(open, Kind::text) && tokens_[open].filled_in;
        if (!is_mark(open, '(') && !bare && !template_follows) return std::nullopt;
        return std::pair(name, open);
    }

    void call(std::size_t name, std::size_t open) {
        bool read = false;
        std::vector<Literal> arguments;
        for (const Call* row : rows_) {
            if (!lists(row->program, tokens_[name].text)) continue;
            if (!read) arguments = arguments_at(open);
            read = true;
            if (arguments.size() > row->skipped) act(row->does, std::span(arguments).subspan(row->skipped));
        }
    }

    std::vector<Literal> arguments_at(std::size_t open) {
        std::vector<Literal> arguments;
        const bool closed = is_mark(open, '(');
        at_ = closed ? open + 1 : open;
        if (interpreter_.language == Language::tcl || interpreter_.language == Language::lisp) return bare_words();
        while (at_ < tokens_.size() && arguments.size() < max_arguments) {
            if (closed && is_mark(at_, ')')) break;
            if (is_kind(at_, Kind::end)) {
                if (!closed) break;
                ++at_;
                continue;
            }
            const bool counts = keyword();
            Literal value = expression();
            if (counts) arguments.push_back(std::move(value));
            if (is_mark(at_, ',')) ++at_;
            else if (!is_kind(at_, Kind::end)) break;
        }
        return arguments;
    }

    // Words without commas: exec git push -f.
    std::vector<Literal> bare_words() {
        std::vector<Literal> words;
        std::string word;
        for (; at_ < tokens_.size() && tokens_[at_].kind != Kind::end; ++at_) {
            const Token& token = tokens_[at_];
            if (token.kind == Kind::mark && std::string_view("]})").find(token.text[0]) != std::string_view::npos)
                break;
            const bool dash = token.kind == Kind::mark && (token.text == "-" || token.text == "+" || token.text == "/");
            if (dash) {
                word += token.text;
                continue;
            }
            const bool quoted = token.kind == Kind::text || token.kind == Kind::name;
            if (quoted && !lists("nil|t", token.text)) words.push_back({{word + token.text}});
            word.clear();
        }
        return words;
    }

    // Steps over "name=" and the like; false when its value says nothing about what is run.
    bool keyword() {
        const bool equals = is_mark(at_ + 1, '=') && !is_mark(at_ + 2, '=');
        const bool named = is_kind(at_, Kind::name) && (equals || is_mark(at_ + 1, ':'));
        if (!named || is_mark(at_ + 2, ':')) return true;
        const bool counts = lists("args|cmd|command|url|host", tokens_[at_].text);
        at_ += 2;
        if (is_mark(at_, '>')) ++at_;
        return counts;
    }

    // Terms that are put together; stands at what follows them.
    Literal expression() {
        Literal whole = term();
        while (++steps_ < max_steps) {
            if (formatted(whole)) continue;
            if (is_mark(at_, '+') || is_mark(at_, '.') || is_mark(at_, '~') || is_mark(at_, '*')) {
                if (is_mark(at_, '.') && is_mark(at_ + 1, '.')) ++at_;
                if (method(whole)) continue;
                ++at_;
                join(whole, term());
            } else if (is_kind(at_, Kind::text) || is_kind(at_, Kind::list)) {
                join(whole, term());
            } else if (is_kind(at_, Kind::name) || is_kind(at_, Kind::command)) {
                join(whole, {{unknown_text()}});
                ++at_;
            } else if (opens(at_)) {
                skip_group();
            } else if (is_kind(at_, Kind::mark) && !is_mark(at_, ',') && !closes(at_)) {
                ++at_;
            } else {
                break;
            }
        }
        return whole;
    }

    bool closes(std::size_t index) const { return is_mark(index, ')') || is_mark(index, ']') || is_mark(index, '}'); }

    static void join_items(Literal& whole, const Literal& more) {
        whole.items.insert(whole.items.end(), more.items.begin(), more.items.end());
    }

    static void join(Literal& whole, const Literal& more) {
        if (whole.list || more.list) {
            whole.list = true;
            join_items(whole, more);
        } else if (whole.items.empty()) {
            whole = more;
        } else if (!more.items.empty() && whole.items[0].size() < max_value) {
            whole.items[0] += more.items[0];
        }
    }

    // "git %s" % "log"
    bool formatted(Literal& whole) {
        const bool formats = is_mark(at_, '%') && !whole.list && !whole.items.empty();
        if (!formats || whole.items[0].find("%s") == std::string::npos) return false;
        ++at_;
        fill_in(whole, "%s", term());
        return true;
    }

    static void fill_in(Literal& whole, std::string_view mark, const Literal& given) {
        std::string& text = whole.items[0];
        std::size_t at = 0;
        for (const std::string& item : given.items) {
            at = text.find(mark, at);
            if (at == std::string::npos || text.size() > max_value) break;
            text.replace(at, mark.size(), item);
            at += item.size();
        }
    }

    // "text".split(), " ".join(list), list.join(" "), "git {}".format("log").
    bool method(Literal& receiver) {
        if (!is_mark(at_, '.') || !is_kind(at_ + 1, Kind::name) || !is_mark(at_ + 2, '(')) return false;
        const std::string& name = tokens_[at_ + 1].text;
        if (name != "split" && name != "join" && name != "format") return false;
        at_ += 3;
        Literal given = is_mark(at_, ')') ? Literal{} : expression();
        while (name == "format" && is_mark(at_, ',') && ++steps_ < max_steps) {
            ++at_;
            join_items(given, expression());
        }
        while (at_ < tokens_.size() && !is_mark(at_, ')')) ++at_;
        ++at_;
        if (name == "split") {
            receiver = {quoted_words(receiver.text()), true};
        } else if (name == "format") {
            if (!receiver.items.empty()) fill_in(receiver, "{}", given);
        } else if (name == "join") {
            const Literal& items = given.list ? given : receiver;
            const Literal& between = given.list ? receiver : given;
            receiver = {{text::join(items.items, between.text())}};
        }
        return true;
    }

    Literal term() {
        while (is_kind(at_, Kind::mark) && !opens(at_) && !closes(at_) && !is_mark(at_, ',')) ++at_, ++steps_;
        if (at_ >= tokens_.size()) return {};
        const Token& token = tokens_[at_];
        switch (token.kind) {
            case Kind::text: ++at_; return {{filled(token)}};
            case Kind::list: ++at_; return {quoted_words(token.text), true};
            case Kind::command: ++at_; return {{filled(token)}};
            case Kind::name: return name();
            case Kind::end: return {};
            case Kind::mark: break;
        }
        if (closes(at_) || is_mark(at_, ',')) return {};
        return is_mark(at_, '{') ? record() : sequence(is_mark(at_, '['));
    }

    bool opens(std::size_t index) const { return is_mark(index, '(') || is_mark(index, '[') || is_mark(index, '{'); }

    // A name that was given a literal, or a call, whose value nobody knows.
    Literal name() {
        const std::string& text = tokens_[at_++].text;
        const auto found = values_.find(text);
        if (found != values_.end()) return found->second;
        if (is_kind(at_, Kind::text) && text.size() <= 2) return term();
        if (lists("my|our|const|let|var|new|await|c|list|tuple|String", text)) return term();
        while (is_mark(at_, '.') || is_mark(at_, ':') || is_mark(at_, '-') || is_mark(at_, '>') ||
               is_kind(at_, Kind::name)) {
            ++at_;
        }
        if (is_mark(at_, '(')) return wrapped();
        return {{unknown_text()}};
    }

    // URI("http://…") is taken for what it wraps.
    Literal wrapped() {
        const Literal inner = sequence(false);
        if (!inner.list && !inner.items.empty() && inner.items[0].find("://") != std::string::npos) return inner;
        return {{unknown_text()}};
    }

    Literal sequence(bool list) {
        Literal all{{}, list};
        if (nesting_ == max_nesting) return skip_group(), all;
        ++nesting_;
        for (++at_; at_ < tokens_.size() && !closes(at_) && all.items.size() < max_arguments;) {
            const std::size_t before = at_;
            const Literal value = expression();
            all.items.insert(all.items.end(), value.items.begin(), value.items.end());
            if (is_mark(at_, ',')) all.list = true;
            if (is_mark(at_, ',') || is_kind(at_, Kind::end) || at_ == before) ++at_;
        }
        ++at_;
        --nesting_;
        return all;
    }

    // {cmd: ["git", "push"]}: the first list in it.
    Literal record() {
        Literal found;
        for (++at_; at_ < tokens_.size() && !is_mark(at_, '}');) {
            if (is_mark(at_, '[') && found.items.empty()) found = sequence(true);
            else if (is_mark(at_, '{')) skip_group();
            else ++at_;
        }
        ++at_;
        return found;
    }

    void skip_group() {
        std::size_t depth = 0;
        for (; at_ < tokens_.size(); ++at_) {
            ++steps_;
            if (opens(at_)) ++depth;
            if (closes(at_) && --depth == 0) break;
        }
        ++at_;
    }

    // A text with the values of the names in it: "$x", "${x}", "#{x}", "{x}".
    std::string filled(const Token& token) const {
        const std::string& text = token.text;
        if (!token.filled_in) return text;
        const bool braces_only = interpreter_.language == Language::python;
        std::string made;
        for (std::size_t i = 0; i < text.size() && made.size() < max_value; ++i) {
            const bool dollar = !braces_only && (text[i] == '$' || text[i] == '#');
            std::size_t begin = i + (dollar ? 1 : 0);
            const bool braces = begin < text.size() && text[begin] == '{' && (dollar || braces_only);
            if (!braces && (!dollar || text[i] == '#')) {
                made += text[i];
                continue;
            }
            if (braces) ++begin;
            std::size_t end = begin;
            while (end < text.size() && (text[end] == '_' || std::isalnum(static_cast<unsigned char>(text[end])) != 0))
                ++end;
            if (end == begin && !braces) {
                made += text[i];
                continue;
            }
            made += value_of(text.substr(begin, end - begin));
            if (braces) end = std::min(text.find('}', end), text.size() - 1) + 1;
            i = end - 1;
        }
        return made;
    }

    std::string value_of(const std::string& name) const {
        for (const std::string& spelled : {name, "$" + name}) {
            const auto found = values_.find(spelled);
            if (found != values_.end()) return found->second.text();
        }
        return unknown_text();
    }

    // awk: "cmd" | getline, print | "cmd".
    void piped(std::size_t index) {
        if (!is_mark(index, '|')) return;
        const bool printed = index > 0 && is_kind(index - 1, Kind::text);
        if (is_kind(index + 1, Kind::text)) {
            const std::string& command = tokens_[index + 1].text;
            const bool known = printed && tokens_[index - 1].text.find(unknown) == std::string::npos;
            into_.add(known ? "echo " + quote(tokens_[index - 1].text) + " | " + command : command, span_);
        }
        const bool read = is_kind(index + 1, Kind::name) && tokens_[index + 1].text == "getline";
        if (read && index > 0 && is_kind(index - 1, Kind::text)) into_.add(tokens_[index - 1].text, span_);
    }

    void act(Does does, std::span<const Literal> arguments) {
        if (does == Does::code) nested(arguments[0].text());
        else carry(does, arguments, span_, into_);
    }

    void nested(const std::string& code) {
        if (depth_ < max_nested_code && code != unknown_text())
            Search(interpreter_, code, span_, depth_ + 1, into_).run();
    }

    const Interpreter& interpreter_;
    std::string_view code_;
    Span span_;
    std::size_t depth_;
    Carried& into_;
    std::vector<const Call*> rows_;
    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    std::size_t steps_ = 0;
    std::size_t nesting_ = 0;
    std::map<std::string, Literal, std::less<>> values_;
};

}  // namespace

void search(const Interpreter& interpreter, std::string_view code, Span span, Carried& into) {
    if (interpreter.language >= Language::make) {
        return search_lines(interpreter, code, span, into);
    }
    Search(interpreter, code, span, 0, into).run();
}

}  // namespace scc::shell
