#include "shell/script_tokens.hpp"

#include <algorithm>

namespace scc::shell {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

char closing(char open) {
    switch (open) {
        case '(': return ')';
        case '[': return ']';
        case '{': return '}';
        case '<': return '>';
        default: return open;
    }
}

class Cutter {
public:
    Cutter(std::string_view code, Language language) : code_(code), language_(language) {}

    std::vector<Token> cut() && {
        while (at_ < code_.size() && tokens_.size() < max_tokens) one();
        return std::move(tokens_);
    }

private:
    bool is(Language language) const { return language_ == language; }
    char peek(std::size_t count = 0) const { return at_ + count < code_.size() ? code_[at_ + count] : '\0'; }
    bool at(std::string_view text) const { return code_.substr(at_).starts_with(text); }

    void add(Token::Kind kind, std::string text, bool filled_in = false) {
        tokens_.push_back({kind, std::move(text), filled_in});
    }

    void one() {
        const char c = peek();
        if (c == ' ' || c == '\t' || c == '\r') {
            ++at_;
        } else if (c == '\n' || c == ';') {
            ++at_;
            add(Token::Kind::end, "");
        } else if (c == '\\' && peek(1) == '\n') {
            at_ += 2;
        } else if (is(Language::lua) && (at("[[") || at("--[["))) {
            const bool text = c == '[';
            const std::size_t begin = at_ + (text ? 2 : 4);
            const std::size_t end = std::min(code_.find("]]", begin), code_.size());
            if (text) add(Token::Kind::text, std::string(code_.substr(begin, end - begin)));
            at_ = std::min(end + 2, code_.size());
        } else if (is(Language::julia) && at("#=")) {
            at_ = std::min(code_.find("=#", at_ + 2), code_.size() - 2) + 2;
        } else if (comment()) {
            at_ = std::min(code_.find('\n', at_), code_.size());
        } else if (at("/*") && (is(Language::javascript) || is(Language::php))) {
            at_ = std::min(code_.find("*/", at_ + 2), code_.size() - 2) + 2;
        } else if (c == '"' || c == '\'' || c == '`') {
            quoted(c);
        } else if (regular_expression()) {
            const std::size_t begin = at_++;
            while (at_ < code_.size() && code_[at_] != '/' && code_[at_] != '\n') at_ += code_[at_] == '\\' ? 2 : 1;
            at_ = std::min(at_ + 1, code_.size());
            add(Token::Kind::text, std::string(code_.substr(begin, at_ - begin)));
        } else if (c == '%' && is(Language::ruby) && quoted_by_word()) {
            return;
        } else if (is_letter(c) || c == '$' || c == '@') {
            name();
        } else if (is_digit(c)) {
            const std::size_t begin = at_;
            while (is_digit(peek()) || peek() == '.') ++at_;
            add(Token::Kind::text, std::string(code_.substr(begin, at_ - begin)));
        } else {
            ++at_;
            add(Token::Kind::mark, std::string(1, c));
        }
    }

    bool comment() const {
        const char c = peek();
        if (is(Language::javascript)) return at("//");
        if (is(Language::php)) return at("//") || (c == '#' && peek(1) != '[');
        if (is(Language::lua)) return at("--");
        return c == (is(Language::lisp) ? ';' : '#');
    }

    // A slash begins a regular expression where a value is expected.
    bool regular_expression() const {
        const bool has = is(Language::javascript) || is(Language::awk) || is(Language::perl) || is(Language::ruby);
        if (!has || peek() != '/') return false;
        if (tokens_.empty() || tokens_.back().kind == Token::Kind::end) return true;
        const Token& last = tokens_.back();
        return last.kind == Token::Kind::mark && last.text != ")" && last.text != "]" && last.text != "}";
    }

    void quoted(char quote) {
        const bool threefold = is(Language::python) && peek(1) == quote && peek(2) == quote;
        if (threefold) at_ += 2;
        const std::string_view end = threefold ? code_.substr(at_ - 2, 3) : code_.substr(at_, 1);
        const bool filled = fills_in(quote);
        const std::string text = text_until(end, is_raw(quote));
        const bool command = quote == '`' && !is(Language::javascript);
        add(command ? Token::Kind::command : Token::Kind::text, text, filled);
    }

    bool is_raw(char quote) const {
        if (is(Language::javascript)) return false;
        if (!is(Language::python)) return quote == '\'';
        const bool prefixed = !tokens_.empty() && tokens_.back().kind == Token::Kind::name;
        return prefixed && lists("r|R|rb|br|rf|fr", tokens_.back().text);
    }

    bool fills_in(char quote) const {
        if (is(Language::javascript)) return quote == '`';
        if (is(Language::python)) {
            if (tokens_.empty() || tokens_.back().kind != Token::Kind::name) return false;
            return tokens_.back().text == "f" || tokens_.back().text == "rf" || tokens_.back().text == "F";
        }
        return quote != '\'' && !is(Language::lua) && !is(Language::awk);
    }

    // Stands at the opening quote; ends after the closing one.
    std::string text_until(std::string_view end, bool raw) {
        std::string text;
        for (++at_; at_ < code_.size() && !at(end); ++at_) {
            if (code_[at_] != '\\' || at_ + 1 >= code_.size()) {
                text += code_[at_];
                continue;
            }
            const char next = code_[++at_];
            if (raw && next != end[0] && next != '\\') text += {'\\', next};
            else text += meant(next);
        }
        at_ = std::min(at_ + end.size(), code_.size());
        return text;
    }

    std::string meant(char c) {
        if (c == 'n') return "\n";
        if (c == 't') return "\t";
        if (c == '\n') return "";
        if (c != 'x' || at_ + 2 >= code_.size()) return std::string(1, c);
        int value = 0;
        for (int i = 0; i < 2; ++i) {
            const char digit = static_cast<char>(code_[++at_] | 0x20);
            value = value * 16 + (digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : digit & 0xf);
        }
        return std::string(1, static_cast<char>(value));
    }

    // q(…), qq(…), qw(…), qx(…) of Perl; %q(…), %w(…), %x(…), %(…) of Ruby.
    bool quoted_by_word() {
        const bool ruby = is(Language::ruby);
        std::size_t length = 1;
        while (is_letter(peek(length)) && length < 4) ++length;
        const std::string_view word = code_.substr(at_, length);
        const char open = peek(length);
        const std::string_view kinds = ruby ? "%q|%Q|%w|%W|%x|%i|%" : "q|qq|qw|qx|m|qr|s|tr|y";
        const bool opens = open != '\0' && std::string_view("([{</!|#~^,'\"").find(open) != std::string_view::npos;
        if (!lists(kinds, word) || !opens || (ruby && word == "%" && open != '(' && open != '{')) return false;
        at_ += length;
        const char end = closing(open);
        const char what = word.size() > 1 ? word.back() : 'q';
        const std::string text = text_until(std::string_view(&end, 1), true);
        if (!ruby && lists("s|tr|y", word)) {
            at_ = end == open ? at_ - 1 : std::min(code_.find_first_not_of(" \n", at_), code_.size());
            if (at_ < code_.size()) text_until(std::string_view(&end, 1), true);
        }
        if (what == 'w' || what == 'W') add(Token::Kind::list, text);
        else add(what == 'x' ? Token::Kind::command : Token::Kind::text, text, what == 'x' || what == 'Q');
        return true;
    }

    void name() {
        if (is(Language::perl) && std::string_view("qmsty").find(peek()) != std::string_view::npos &&
            quoted_by_word()) {
            return;
        }
        const std::size_t begin = at_++;
        const bool dashes = is(Language::lisp);
        while (is_letter(peek()) || is_digit(peek()) || (dashes && peek() == '-')) ++at_;
        add(Token::Kind::name, std::string(code_.substr(begin, at_ - begin)));
    }

    std::string_view code_;
    Language language_;
    std::size_t at_ = 0;
    std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> tokens_of(std::string_view code, Language language) { return Cutter(code, language).cut(); }

}  // namespace scc::shell
