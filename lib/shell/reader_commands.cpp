#include <algorithm>
#include <span>

#include "shell/reader.hpp"

namespace scc::shell {
namespace {

// Words that only mean something where a command begins, and of these the ones that end a list.
constexpr std::string_view reserved_words[] = {
    "!",   "[[",       "case", "coproc", "do",   "done", "elif",  "else",  "esac", "fi",
    "for", "function", "if",   "select", "then", "time", "until", "while", "{",    "}",
};
constexpr std::string_view closing_words[] = {"do", "done", "elif", "else", "esac", "fi", "then", "}"};

constexpr std::string_view declaring[] = {"declare", "export", "local", "readonly", "typeset"};

bool is_among(std::string_view word, std::span<const std::string_view> words) {
    return std::ranges::find(words, word) != words.end();
}

// The text of a word of plain letters; empty for any other.
std::string_view plain_text(const Word& word) {
    if (word.parts.size() != 1 || word.parts[0].kind != Part::Kind::literal || word.parts[0].quoted) return {};
    return word.parts[0].text;
}

}  // namespace

List Reader::script() {
    List whole = list();
    if (!failed() && !at_end()) fail_unexpected();
    while (!failed() && !pending_.empty()) newline();
    return whole;
}

// Pipelines up to what cannot start one.
List Reader::list() {
    List into;
    for (skip_lines(); !ends_list(); skip_lines()) {
        into.pipelines.push_back(pipeline());
        into.pipelines.back().joiner = joiner();
        if (failed() || into.pipelines.back().joiner.empty()) break;
    }
    if (!failed() && !into.pipelines.empty()) {
        const std::string_view last = into.pipelines.back().joiner;
        if (last == "&&" || last == "||") fail_unexpected();
    }
    return into;
}

bool Reader::ends_list() {
    const char c = peek();
    if (c == '\0' || c == ')' || at(";;") || at(";&")) return true;
    return is_among(reserved(), closing_words);
}

std::string_view Reader::joiner() {
    skip_blanks();
    if (take("&&")) return "&&";
    if (take("||")) return "||";
    if (at(";;") || at(";&")) return {};
    if (take(";")) return ";";
    if (take("&")) return "&";
    if (peek() != '\n') return {};
    newline();
    return ";";
}

Pipeline Reader::pipeline() {
    Pipeline into;
    const std::size_t begin = at_;
    for (bool prefixed = true; prefixed;) {
        prefixed = false;
        skip_blanks();
        if (take_reserved("!")) into.negated = prefixed = true;
        if (!times_itself() && take_reserved("time")) {
            skip_blanks();
            if (at("-p") && is_word_end(peek_after(2))) take("-p");
            skip_blanks();
            if (at("--") && is_word_end(peek_after(2))) take("--");
            prefixed = true;
        }
        skip_blanks();
        const char c = peek();
        const bool bare = at_ > begin && (is_word_end(c) && c != '(' && c != '<' && c != '>' && c != '&');
        if (bare) return into;
    }
    for (;;) {
        into.commands.push_back(command());
        skip_blanks();
        if (failed() || at("||") || !take("|")) break;
        take("&");
        skip_lines();
    }
    into.span = span_from(begin);
    return into;
}

// "time -f %e make": an option that the reserved word does not have means the program of that name.
bool Reader::times_itself() {
    if (reserved() != "time") return false;
    std::size_t at = at_ + 4;
    while (at < text_.size() && (text_[at] == ' ' || text_[at] == '\t')) ++at;
    if (at >= text_.size() || text_[at] != '-') return false;
    const std::string_view word = text_.substr(at, std::min(text_.find_first_of(" \t\n;&|", at), text_.size()) - at);
    return word != "-p" && word != "--";
}

// The reserved word that stands here, unconsumed; empty when there is none.
std::string_view Reader::reserved() {
    const char c = peek();
    if (c == '!' && (is_word_end(peek_after(1)))) return "!";
    if (std::string_view("![cdefistuw{}").find(c) == std::string_view::npos) return {};
    std::size_t end = at_;
    while (end < text_.size() && end - at_ < 10 && !is_word_end(text_[end])) ++end;
    const bool continued = end < text_.size() && text_[end - 1] == '\\' && text_[end] == '\n';
    const auto found = continued ? std::ranges::find_if(reserved_words,
                                                        [this](std::string_view word) {
                                                            return at(word) && is_word_end(peek_after(word.size()));
                                                        })
                                 : std::ranges::find(reserved_words, text_.substr(at_, end - at_));
    return found == std::end(reserved_words) ? std::string_view() : *found;
}

bool Reader::take_reserved(std::string_view word) {
    skip_blanks();
    return reserved() == word && take(word);
}

void Reader::expect_reserved(std::string_view word) {
    skip_lines();
    if (failed() || take_reserved(word)) return;
    if (at_end()) return fail("'" + std::string(word) + "' is missing");
    fail_unexpected();
}

List Reader::filled_list(std::string_view closing) {
    List into = list();
    if (!failed() && into.pipelines.empty()) {
        if (at_end()) fail("'" + std::string(closing) + "' is missing");
        else fail_unexpected();
    }
    return into;
}

Command Reader::command() {
    Command into;
    skip_blanks();
    peek();
    const std::size_t begin = at_;
    if (!enter()) return into;
    if (compound(into)) {
        redirects(into);
    } else {
        simple(into);
    }
    leave();
    into.span = span_from(begin);
    return into;
}

bool Reader::compound(Command& into) {
    if (peek() == '(') {
        if (peek_after(1) == '(' && arithmetic_command(into)) return true;
        take("(");
        into.kind = Command::Kind::subshell;
        into.lists.push_back(filled_list(")"));
        if (!failed() && !take(")")) fail_unexpected();
        return true;
    }
    const std::string_view word = reserved();
    if (word.empty() || times_itself()) return false;
    if (word == "!" || word == "time" || is_among(word, closing_words)) {
        fail_unexpected();
        return true;
    }
    at_ += word.size();
    if (word == "{") {
        into.kind = Command::Kind::group;
        into.lists.push_back(filled_list("}"));
        expect_reserved("}");
    } else if (word == "if") {
        conditional(into);
    } else if (word == "while" || word == "until") {
        loop(into);
    } else if (word == "for" || word == "select") {
        each(into, word == "select");
    } else if (word == "case") {
        choice(into);
    } else if (word == "function") {
        function(into);
    } else if (word == "[[") {
        test(into);
    } else {
        coprocess(into);
    }
    return true;
}

void Reader::conditional(Command& into) {
    into.kind = Command::Kind::conditional;
    do {
        into.lists.push_back(filled_list("then"));
        expect_reserved("then");
        into.lists.push_back(filled_list("fi"));
    } while (!failed() && take_reserved("elif"));
    if (!failed() && take_reserved("else")) into.lists.push_back(filled_list("fi"));
    expect_reserved("fi");
}

void Reader::loop(Command& into) {
    into.kind = Command::Kind::loop;
    into.lists.push_back(filled_list("do"));
    do_body(into);
}

void Reader::do_body(Command& into) {
    skip_lines();
    const bool braces = into.kind != Command::Kind::loop && reserved() == "{";
    expect_reserved(braces ? "{" : "do");
    into.lists.push_back(filled_list(braces ? "}" : "done"));
    expect_reserved(braces ? "}" : "done");
}

void Reader::each(Command& into, bool select) {
    skip_blanks();
    if (!select && at("((")) return counted(into);
    into.kind = Command::Kind::each;
    const Word name = word();
    into.name = plain_text(name);
    if (into.name.empty() && !failed()) return fail("'for' is followed by no name");
    skip_lines();
    if (at("in") && is_word_end(peek_after(2))) {
        take("in");
        for (skip_blanks(); !failed() && !is_word_end(peek()); skip_blanks()) into.words.push_back(word());
    } else {
        into.words.push_back({{Part{.kind = Part::Kind::parameter, .quoted = true, .text = "@"}}, span_from(at_)});
    }
    skip_blanks();
    if (peek() == ';') ++at_;
    do_body(into);
}

void Reader::counted(Command& into) {
    take("((");
    into.kind = Command::Kind::arithmetic;
    for (int i = 0; i < 3 && !failed(); ++i) {
        into.words.push_back(word(Until::semicolon));
        if (i < 2 && !take(";")) return fail_unexpected();
    }
    if (!take("))")) return fail_unexpected();
    skip_blanks();
    if (peek() == ';') ++at_;
    do_body(into);
}

void Reader::choice(Command& into) {
    into.kind = Command::Kind::choice;
    skip_blanks();
    into.words.push_back(word());
    skip_lines();
    if (!at("in") || !is_word_end(peek_after(2))) return fail_unexpected();
    take("in");
    for (skip_lines(); !failed() && reserved() != "esac"; skip_lines()) {
        if (!branch(into)) break;
    }
    expect_reserved("esac");
}

// One "pattern | pattern) list ;;"; false when it was the last.
bool Reader::branch(Command& into) {
    take("(");
    for (;;) {
        skip_blanks();
        if (is_word_end(peek())) {
            fail_unexpected();
            return false;
        }
        into.words.push_back(word());
        skip_blanks();
        if (!take("|")) break;
    }
    if (!take(")")) {
        fail_unexpected();
        return false;
    }
    into.lists.push_back(list());
    skip_blanks();
    return take(";;&") || take(";;") || take(";&");
}

void Reader::function(Command& into) {
    skip_blanks();
    const Word name = word();
    if (name.parts.empty()) return fail_unexpected();
    into.name = name.parts[0].text;
    skip_blanks();
    if (take("(")) {
        skip_blanks();
        if (!take(")")) return fail_unexpected();
    }
    function_body(into);
}

void Reader::function_body(Command& into) {
    into.kind = Command::Kind::function;
    skip_lines();
    List body;
    Pipeline& only = body.pipelines.emplace_back();
    only.commands.push_back(command());
    if (failed()) return;
    if (only.commands[0].kind == Command::Kind::simple) return fail("the body of a function must be in braces");
    into.lists.push_back(std::move(body));
}

void Reader::test(Command& into) {
    into.kind = Command::Kind::test;
    bool expression = false;
    for (skip_lines(); !failed(); skip_lines()) {
        if (at("]]") && is_word_end(peek_after(2))) break;
        if (at_end()) return fail("']]' is missing");
        if (take("&&") || take("||")) continue;
        const bool operand = !(at("<(") || at(">("));
        if (!expression && operand && (take("(") || take(")") || take("<") || take(">"))) continue;
        if (is_word_end(peek()) && operand && !expression) return fail_unexpected();
        into.words.push_back(word(expression ? Until::pattern : Until::blank));
        expression = plain_text(into.words.back()) == "=~";
    }
    take("]]");
}

bool Reader::arithmetic_command(Command& into) {
    const std::size_t begin = at_;
    take("((");
    Word inner = word(Until::arithmetic);
    if (!failed() && take("))")) {
        into.kind = Command::Kind::arithmetic;
        into.words.push_back(std::move(inner));
        return true;
    }
    if (!may_retry(begin)) {
        fail("there are too many '((' that are not closed");
        return true;
    }
    fault_.reset();
    at_ = begin;
    return false;
}

void Reader::coprocess(Command& into) {
    into.kind = Command::Kind::coprocess;
    skip_blanks();
    if (reserved().empty() && peek() != '(') {
        const std::size_t begin = at_;
        std::size_t end = at_;
        while (end < text_.size() && is_name(text_[end])) ++end;
        at_ = end;
        skip_blanks();
        const std::string_view next = reserved();
        const bool named = end > begin && (peek() == '(' || (!next.empty() && !is_among(next, closing_words)));
        if (!named) at_ = begin;
    }
    List inner;
    inner.pipelines.emplace_back().commands.push_back(command());
    into.lists.push_back(std::move(inner));
}

void Reader::simple(Command& into) {
    constexpr std::size_t usual_words = 4;
    const std::size_t begin = at_;
    into.words.reserve(usual_words);
    for (;;) {
        skip_blanks();
        if (failed()) return;
        if (redirect(into)) continue;
        if (is_word_end(peek()) && !at("<(") && !at(">(")) break;
        const bool leading = into.words.empty();
        if ((leading || is_among(plain_text(into.words[0]), declaring)) && assignment(into)) continue;
        into.words.push_back(word(leading ? Until::blank : Until::operand));
        if (!leading || peek() == '\0') continue;
        skip_blanks();
        if (peek() != '(' || !into.assignments.empty() || !into.redirects.empty()) continue;
        take("(");
        skip_blanks();
        if (!take(")")) return fail_unexpected();
        for (const Part& part : into.words[0].parts) into.name += part.text;
        into.words.clear();
        return function_body(into);
    }
    if (!failed() && at_ == begin) fail_unexpected();
}

}  // namespace scc::shell
