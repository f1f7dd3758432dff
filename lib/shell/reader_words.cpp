#include <algorithm>

#include "base/text.hpp"
#include "shell/reader.hpp"

namespace scc::shell {
namespace {

constexpr std::string_view special_parameters = "@*#?-$!0123456789";

int hex_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

Part& Reader::add(Word& into, Part part) {
    if (++budget_.parts > max_parts) {
        fail("its words have more than " + std::to_string(max_parts) + " parts");
    }
    return into.parts.emplace_back(std::move(part));
}

void Reader::literal(Word& into, std::string_view bytes, std::size_t begin, bool quoted) {
    if ((fixed_ || budget_.holes) && bytes.find(hole) != std::string_view::npos) {
        std::string holes(bytes);
        std::ranges::replace(holes, hole, unknown);
        return literal(into, std::string_view(holes), begin, quoted);
    }
    if (!into.parts.empty()) {
        Part& last = into.parts.back();
        if (last.kind == Part::Kind::literal && last.quoted == quoted) {
            last.text += bytes;
            last.span.end = span_from(begin).end;
            return;
        }
    }
    Part part;
    part.quoted = quoted;
    part.text = bytes;
    part.span = span_from(begin);
    add(into, std::move(part));
}

void Reader::literal(Word& into, char c, std::size_t begin, bool quoted) {
    literal(into, std::string_view(&c, 1), begin, quoted);
}

Word Reader::word(Until until) {
    count_word();
    Word into;
    peek();
    const std::size_t begin = at_;
    if (!enter()) return into;
    std::size_t parentheses = 0;
    const auto goes_on = [&](char c) {
        if (c == '\0') return false;
        return !ends_word(until, c, parentheses) || (c == '(' && until == Until::operand && !into.parts.empty());
    };
    for (char c = peek(); goes_on(c); c = peek()) {
        const std::size_t here = at_;
        if (c == '\\') {
            escaped(into);
        } else if (c == '\'' && until != Until::arithmetic) {
            single_quotes(into);
        } else if (c == '"') {
            double_quotes(into);
        } else if (c == '$') {
            dollar(into, false);
        } else if (c == '`') {
            backticks(into, false);
        } else if ((c == '<' || c == '>') && peek_after(1) == '(' && until != Until::arithmetic) {
            process(into);
        } else if (is_blank(until) && peek_after(1) == '(' && std::string_view("?*+@!").find(c) < 5) {
            parenthesized(into);
        } else if (c == '(' && until == Until::operand) {
            parenthesized(into);
        } else if (c == '(' || c == ')') {
            parentheses = c == '(' ? parentheses + 1 : parentheses - 1;
            ++at_;
            literal(into, c, here, false);
        } else {
            plain(into, until);
        }
    }
    leave();
    into.span = span_from(begin);
    return into;
}

bool Reader::ends_word(Until until, char c, std::size_t parentheses) {
    switch (until) {
        case Until::operand:
        case Until::blank: return is_metacharacter(c) && !((c == '<' || c == '>') && peek_after(1) == '(');
        case Until::brace: return c == '}';
        case Until::bracket: return c == ']';
        case Until::arithmetic: return parentheses == 0 && c == ')';
        case Until::semicolon: return parentheses == 0 && (c == ';' || c == ')');
        case Until::pattern: return parentheses == 0 && (c == ' ' || c == '\t' || c == '\n' || c == ')');
    }
    return true;
}

// A run of bytes that mean themselves.
void Reader::plain(Word& into, Until until) {
    const std::size_t begin = at_;
    while (at_ < text_.size()) {
        const char c = text_[at_];
        if (c == '\\' || c == '\'' || c == '"' || c == '$' || c == '`') break;
        if (is_metacharacter(c) || c == '}' || c == ']') {
            if (is_blank(until) ? is_metacharacter(c) : at_ > begin) break;
        }
        if (at_ > begin && at_ + 1 < text_.size() && text_[at_ + 1] == '(') break;
        ++at_;
    }
    if (at_ == begin) ++at_;
    literal(into, text_.substr(begin, at_ - begin), begin, false);
}

void Reader::escaped(Word& into) {
    const std::size_t begin = at_++;
    if (at_ >= text_.size()) return literal(into, '\\', begin, true);
    const char c = text_[at_++];
    literal(into, c, begin, true);
}

void Reader::single_quotes(Word& into) {
    const std::size_t begin = at_;
    const std::size_t end = text_.find('\'', at_ + 1);
    if (end == std::string_view::npos) return fail("a single quote is not closed");
    at_ = end + 1;
    literal(into, text_.substr(begin + 1, end - begin - 1), begin, true);
}

void Reader::double_quotes(Word& into) {
    const std::size_t begin = at_++;
    literal(into, "", begin, true);
    for (;;) {
        if (at_ >= text_.size()) {
            at_ = begin;
            return fail("a double quote is not closed");
        }
        const std::size_t here = at_;
        const char c = peek();
        if (c == '\0') continue;
        if (c == '"') break;
        if (c == '$') {
            dollar(into, true);
        } else if (c == '`') {
            backticks(into, true);
        } else if (c == '\\' && at_ + 1 < text_.size() &&
                   std::string_view("$`\"\\").find(text_[at_ + 1]) != std::string_view::npos) {
            at_ += 2;
            literal(into, text_[at_ - 1], here, true);
        } else {
            const std::size_t end = std::min(text_.find_first_of("\"$`\\", at_ + 1), text_.size());
            literal(into, text_.substr(at_, end - at_), here, true);
            at_ = end;
        }
        if (failed()) return;
    }
    ++at_;
    Part& last = into.parts.back();
    if (last.kind == Part::Kind::literal) last.span.end = span_from(begin).end;
}

void Reader::ansi_quotes(Word& into) {
    const std::size_t begin = at_;
    at_ += 2;
    std::string bytes;
    while (at_ < text_.size() && text_[at_] != '\'') {
        if (text_[at_] == '\\' && at_ + 1 < text_.size()) {
            ansi_escape(bytes);
        } else {
            bytes += text_[at_++];
        }
    }
    if (at_ >= text_.size()) return fail("a single quote is not closed");
    ++at_;
    literal(into, std::string_view(bytes).substr(0, bytes.find('\0')), begin, true);
}

void Reader::ansi_escape(std::string& into) {
    constexpr std::string_view letters = "abeEfnrtv\\'\"?";
    constexpr std::string_view meant = "\a\b\033\033\f\n\r\t\v\\'\"?";
    const char c = text_[++at_];
    const auto digits = [&](unsigned base, std::size_t most) {
        unsigned value = 0;
        for (std::size_t i = 0; i < most && at_ < text_.size(); ++i, ++at_) {
            const int digit = hex_of(text_[at_]);
            if (digit < 0 || static_cast<unsigned>(digit) >= base) break;
            value = value * base + static_cast<unsigned>(digit);
        }
        return value;
    };
    if (c >= '0' && c <= '7') {
        into += static_cast<char>(digits(8, 3));
    } else if (c == 'x' || c == 'u' || c == 'U') {
        const std::size_t begin = ++at_;
        const unsigned value = digits(16, c == 'x' ? 2 : c == 'u' ? 4 : 8);
        if (at_ == begin) {
            into += {'\\', c};
        } else if (c == 'x') {
            into += static_cast<char>(value);
        } else {
            text::append_utf8(into, value);
        }
    } else if (c == 'c' && at_ + 1 < text_.size()) {
        into += static_cast<char>(text_[at_ + 1] & 0x1f);
        at_ += 2;
    } else {
        const std::size_t found = letters.find(c);
        if (found == std::string_view::npos) into += '\\';
        into += found == std::string_view::npos ? c : meant[found];
        ++at_;
    }
}

void Reader::dollar(Word& into, bool quoted) {
    const char next = peek_after(1);
    if (next == '(')
        return peek_after(2) == '(' ? arithmetic_or_command(into, quoted) : command_substitution(into, quoted, at_);
    if (next == '{') return braced(into, quoted);
    if (next == '\'' && !quoted) return ansi_quotes(into);
    if (next == '"' && !quoted) {
        take("$");
        return double_quotes(into);
    }
    if (next == '[') {
        const std::size_t begin = at_;
        take("$[");
        Part part{.kind = Part::Kind::arithmetic, .quoted = quoted};
        part.inner = std::make_shared<Inner>();
        part.inner->argument = word(Until::bracket);
        if (!take("]")) return fail("a bracket is not closed");
        part.span = span_from(begin);
        add(into, std::move(part));
        return;
    }
    if (is_name_start(next) || (next != '\0' && special_parameters.find(next) != std::string_view::npos)) {
        return parameter(into, quoted);
    }
    literal(into, '$', at_++, quoted);
}

void Reader::parameter(Word& into, bool quoted) {
    Part part{.kind = Part::Kind::parameter, .quoted = quoted};
    const std::size_t begin = at_;
    take("$");
    if (is_name_start(peek())) {
        for (char c = peek(); is_name(c); c = peek()) part.text += text_[at_++];
    } else {
        part.text = text_[at_++];
    }
    part.span = span_from(begin);
    add(into, std::move(part));
}

void Reader::braced(Word& into, bool quoted) {
    Part part{.kind = Part::Kind::parameter, .quoted = quoted};
    const std::size_t begin = at_;
    take("${");
    const char first = peek();
    const char second = peek_after(1);
    if ((first == '#' || first == '!') &&
        (is_name(second) ||
         (first == '!' ? second == '@' || second == '*' || second == '#' : special_parameters.find(second) < 5))) {
        part.text = first;
        ++at_;
    }
    if (is_name(peek())) {
        for (char c = peek(); is_name(c); c = peek()) part.text += text_[at_++];
    } else if (!at_end() && special_parameters.find(peek()) != std::string_view::npos) {
        part.text += text_[at_++];
    } else {
        return fail("'${' is followed by no name");
    }
    operation(part, quoted);
    if (!take("}")) {
        at_ = std::min(begin, at_);
        return fail("'${' is not closed");
    }
    part.span = span_from(begin);
    add(into, std::move(part));
}

void Reader::operation(Part& part, bool quoted) {
    if (peek() == '[') {
        ++at_;
        part.inner = std::make_shared<Inner>();
        part.inner->subscript = std::make_shared<Word>(word(Until::bracket));
        if (!take("]")) return fail("a bracket is not closed");
    }
    if (peek() == '}' || at_end()) return;
    static constexpr std::string_view operations[] = {":-", ":=", ":?", ":+", "##", "%%", "//", "/#", "/%", "^^", ",,",
                                                      "-",  "=",  "?",  "+",  "#",  "%",  "/",  "^",  ",",  "@",  ":"};
    const auto found = std::ranges::find_if(operations, [&](std::string_view one) { return at(one); });
    if (found == std::end(operations)) {
        if (part.text == "!" || part.text.starts_with('!')) return;
        return fail("'${' is followed by something that is no operation");
    }
    take(*found);
    part.operation = *found;
    const bool text_in_quotes = quoted && std::string_view("-=?+").find(found->back()) != std::string_view::npos;
    if (part.inner == nullptr) part.inner = std::make_shared<Inner>();
    part.inner->argument = text_in_quotes ? quoted_argument() : word(Until::brace);
}

// The argument of "${name:-…}" within double quotes, where single quotes mean themselves.
Word Reader::quoted_argument() {
    Word into;
    const std::size_t begin = at_;
    if (!enter()) return into;
    for (char c = peek(); c != '\0' && c != '}'; c = peek()) {
        const std::size_t here = at_;
        if (c == '$') {
            dollar(into, true);
        } else if (c == '`') {
            backticks(into, true);
        } else if (c == '"') {
            double_quotes(into);
        } else if (c == '\\') {
            escaped(into);
        } else {
            ++at_;
            literal(into, c, here, true);
        }
    }
    leave();
    into.span = span_from(begin);
    return into;
}

// "$((" opens arithmetic when "))" closes it, else a substitution whose first command is in parentheses.
void Reader::arithmetic_or_command(Word& into, bool quoted) {
    const std::size_t begin = at_;
    const std::size_t kept = pending_.size();
    take("$((");
    Part part{.kind = Part::Kind::arithmetic, .quoted = quoted};
    part.inner = std::make_shared<Inner>();
    part.inner->argument = word(Until::arithmetic);
    if (!failed() && take("))")) {
        part.span = span_from(begin);
        add(into, std::move(part));
        return;
    }
    if (!may_retry(begin)) return fail("there are too many '$((' that are not closed");
    fault_.reset();
    pending_.resize(std::min(kept, pending_.size()));
    at_ = begin;
    command_substitution(into, quoted, begin);
}

void Reader::command_substitution(Word& into, bool quoted, std::size_t begin) {
    Part part{.kind = Part::Kind::substitution, .quoted = quoted};
    take("$(");
    if (!enter()) return;
    part.inner = std::make_shared<Inner>();
    part.inner->list = list();
    leave();
    if (failed()) return;
    if (!take(")")) return at_end() ? fail("'$(' is not closed") : fail_unexpected();
    part.span = span_from(begin);
    add(into, std::move(part));
}

void Reader::process(Word& into) {
    Part part{.kind = Part::Kind::process};
    const std::size_t begin = at_;
    part.text = text_[at_++];
    take("(");
    if (!enter()) return;
    part.inner = std::make_shared<Inner>();
    part.inner->list = list();
    leave();
    if (failed()) return;
    if (!take(")")) return at_end() ? fail("a process substitution is not closed") : fail_unexpected();
    part.span = span_from(begin);
    add(into, std::move(part));
}

// "!(a|b)" or, with nothing before the parenthesis, the conditions that zsh allows after a name.
void Reader::parenthesized(Word& into) {
    Part part{.kind = Part::Kind::glob};
    const std::size_t begin = at_;
    if (peek() != '(') part.text = text_[at_++];
    take("(");
    Word inner;
    while (!at_end() && peek() != ')') {
        Word piece = word(Until::blank);
        std::ranges::move(piece.parts, std::back_inserter(inner.parts));
        if (peek() == '(' || peek() == ')' || at_end()) break;
        if (is_metacharacter(peek())) ++at_;
    }
    if (!take(")")) return fail("a parenthesis is not closed");
    part.inner = std::make_shared<Inner>();
    part.inner->argument = std::move(inner);
    part.span = span_from(begin);
    add(into, std::move(part));
}

void Reader::backticks(Word& into, bool quoted) {
    Part part{.kind = Part::Kind::substitution, .quoted = quoted};
    const std::size_t begin = at_++;
    std::string inner;
    bool as_written = true;
    while (at_ < text_.size() && text_[at_] != '`') {
        const char next = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
        if (text_[at_] == '\\' && (next == '`' || next == '\\' || next == '$' || (quoted && next == '"'))) {
            as_written = false;
            ++at_;
        }
        inner += text_[at_++];
    }
    if (at_ >= text_.size()) {
        at_ = begin;
        return fail("a backtick is not closed");
    }
    ++at_;
    part.span = span_from(begin);
    if (!enter()) return;
    const bool exact = as_written && !fixed_;
    Reader reader(inner, budget_, exact ? offset_ + begin + 1 : 0, exact ? std::nullopt : std::optional(part.span));
    part.inner = std::make_shared<Inner>();
    part.inner->list = reader.script();
    leave();
    if (reader.failed()) {
        at_ = begin;
        return fail(reader.fault());
    }
    add(into, std::move(part));
}

Word Reader::here_document() {
    Word into;
    while (at_ < text_.size() && !failed()) {
        const std::size_t here = at_;
        const char c = peek();
        if (c == '\0') break;
        if (c == '$') {
            dollar(into, true);
        } else if (c == '`') {
            backticks(into, true);
        } else if (c == '\\' && at_ + 1 < text_.size() &&
                   std::string_view("$`\\").find(text_[at_ + 1]) != std::string_view::npos) {
            at_ += 2;
            literal(into, text_[at_ - 1], here, true);
        } else {
            const std::size_t end = std::min(text_.find_first_of("$`\\", at_ + 1), text_.size());
            literal(into, text_.substr(at_, end - at_), here, true);
            at_ = end;
        }
    }
    into.span = span_from(0);
    return into;
}

}  // namespace scc::shell
