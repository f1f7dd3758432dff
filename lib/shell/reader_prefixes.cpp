#include <algorithm>

#include "shell/reader.hpp"

namespace scc::shell {

// How many bytes "name=", "name+=" or "name[…]=" takes; 0 when no assignment stands here.
std::size_t Reader::assignment_length() {
    constexpr std::size_t longest_subscript = 256;
    std::size_t end = at_;
    while (end < text_.size() && is_name(text_[end])) ++end;
    if (end == at_ || (text_[at_] >= '0' && text_[at_] <= '9')) return 0;
    if (end < text_.size() && text_[end] == '[') {
        std::size_t open = 0;
        const std::size_t limit = std::min(text_.size(), end + longest_subscript);
        do {
            if (text_[end] == '[') ++open;
            if (text_[end] == ']') --open;
            if (text_[end] == '\n') return 0;
            ++end;
        } while (end < limit && open > 0);
        if (open > 0) return 0;
    }
    if (end < text_.size() && text_[end] == '+') ++end;
    return end < text_.size() && text_[end] == '=' ? end + 1 - at_ : 0;
}

bool Reader::assignment(Command& into) {
    peek();
    const std::size_t length = assignment_length();
    if (length == 0) return false;
    const std::size_t begin = at_;
    Assignment made;
    while (is_name(text_[at_])) made.name += text_[at_++];
    if (text_[at_] == '[') {
        made.keyed = true;
        ++at_;
        made.values.push_back(word(Until::bracket));
        at_ = std::max(at_, begin + length - 1);
        if (at_ > begin + length - 1) return failed() || (fail("a subscript is not closed"), true);
    }
    made.append = text_[begin + length - 2] == '+';
    at_ = begin + length;
    if (peek() == '(') {
        array(made);
    } else if (!is_word_end(peek()) || at("<(") || at(">(")) {
        made.values.push_back(word());
    } else {
        made.values.emplace_back().span = span_from(at_);
    }
    made.span = span_from(begin);
    into.assignments.push_back(std::move(made));
    return true;
}

void Reader::array(Assignment& into) {
    into.array = true;
    take("(");
    for (skip_lines(); !failed() && peek() != ')'; skip_lines()) {
        if (at_end()) return fail("a parenthesis is not closed");
        if (is_word_end(peek()) && !at("<(") && !at(">(")) return fail_unexpected();
        into.values.push_back(word());
    }
    take(")");
}

bool Reader::starts_redirect() {
    const char c = peek();
    if (c == '<' || c == '>') return peek_after(1) != '(';
    if (c == '&') return peek_after(1) == '>';
    std::size_t end = at_;
    if (c == '{') {
        while (++end < text_.size() && is_name(text_[end])) continue;
        if (end >= text_.size() || text_[end] != '}' || end == at_ + 1) return false;
        ++end;
    } else {
        while (end < text_.size() && text_[end] >= '0' && text_[end] <= '9') ++end;
        if (end == at_) return false;
    }
    return end < text_.size() && (text_[end] == '<' || text_[end] == '>');
}

// The number or {name} before a redirection's operator.
int Reader::descriptor() {
    constexpr int most = 1024;
    int number = peek() == '{' ? -2 : -1;
    for (char c = peek(); c != '<' && c != '>' && c != '&'; c = peek()) {
        ++at_;
        if (c >= '0' && c <= '9' && number != -2) number = std::min(std::max(number, 0) * 10 + (c - '0'), most);
    }
    return number;
}

bool Reader::redirect(Command& into) {
    if (!starts_redirect()) return false;
    static constexpr std::string_view operations[] = {
        "&>>", "<<<", "<<-", "&>", "<<", "<&", "<>", ">>", ">&", ">|", "<", ">"};
    count_word();
    if (failed()) return true;
    const std::size_t begin = at_;
    Redirect made;
    made.descriptor = descriptor();
    made.operation = *std::ranges::find_if(operations, [&](std::string_view one) { return at(one); });
    take(made.operation);
    skip_blanks();
    if (is_word_end(peek()) && !at("<(") && !at(">(")) {
        fail_unexpected();
        return true;
    }
    made.target = word();
    if (made.operation == "<<" || made.operation == "<<-") {
        Pending pending{std::make_shared<Word>(), {}, made.operation == "<<-", false};
        for (const Part& part : made.target.parts) {
            pending.delimiter += part.text;
            pending.quoted = pending.quoted || part.quoted;
        }
        made.body = pending.body;
        pending_.push_back(std::move(pending));
    }
    made.span = span_from(begin);
    into.redirects.push_back(std::move(made));
    return true;
}

void Reader::redirects(Command& into) {
    for (skip_blanks(); !failed() && redirect(into); skip_blanks()) continue;
}

}  // namespace scc::shell
