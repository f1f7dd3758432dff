#include <algorithm>

#include "shell/reader.hpp"

namespace scc::shell {

char Reader::peek() {
    while (at_ + 1 < text_.size() && text_[at_] == '\\' && text_[at_ + 1] == '\n') at_ += 2;
    return at_ < text_.size() ? text_[at_] : '\0';
}

char Reader::peek_after(std::size_t count) {
    std::size_t at = at_;
    for (;;) {
        while (at + 1 < text_.size() && text_[at] == '\\' && text_[at + 1] == '\n') at += 2;
        if (count-- == 0) break;
        ++at;
    }
    return at < text_.size() ? text_[at] : '\0';
}

bool Reader::at(std::string_view literal) {
    for (std::size_t i = 0; i < literal.size(); ++i) {
        if (peek_after(i) != literal[i]) return false;
    }
    return true;
}

bool Reader::take(std::string_view literal) {
    if (!at(literal)) return false;
    for (std::size_t i = 0; i < literal.size(); ++i) {
        peek();
        ++at_;
    }
    return true;
}

Span Reader::span_from(std::size_t begin) const {
    if (fixed_) return *fixed_;
    return {offset_ + begin, offset_ + std::max(begin, at_)};
}

void Reader::fail(std::string message) {
    if (!fault_) {
        fault_ = std::move(message);
        fault_at_ = fixed_ ? fixed_->begin : offset_ + at_;
    }
    at_ = text_.size();
}

void Reader::fail_unexpected() {
    if (at_end()) return fail("the line ends too early");
    const std::string_view rest = text_.substr(at_);
    const std::size_t end = std::min(rest.find_first_of(" \t\n;&|<>()", 1), rest.size());
    fail("unexpected '" +
         (rest[0] == '\n' ? std::string("\\n") : std::string(rest.substr(0, std::min<std::size_t>(end, 40)))) + "'");
}

bool Reader::enter() {
    if (++budget_.depth <= max_depth) return true;
    fail("it is nested deeper than " + std::to_string(max_depth) + " levels");
    --budget_.depth;
    return false;
}

// Whether the text from `begin` on may be read as something else.
bool Reader::may_retry(std::size_t begin) {
    budget_.retried += std::min(at_, text_.size()) - begin;
    return ++budget_.retries <= max_retries && budget_.retried <= max_retried;
}

void Reader::count_word() {
    if (++budget_.words > max_words) fail("it has more than " + std::to_string(max_words) + " words");
}

void Reader::skip_blanks() {
    for (;;) {
        const char c = peek();
        if (c == ' ' || c == '\t') {
            ++at_;
        } else if (c == '#') {
            at_ = std::min(text_.find('\n', at_), text_.size());
        } else {
            return;
        }
    }
}

void Reader::skip_lines() {
    for (skip_blanks(); peek() == '\n'; skip_blanks()) newline();
}

void Reader::newline() {
    ++at_;
    std::vector<Pending> pending;
    std::swap(pending, pending_);
    for (Pending& one : pending) read_body(one);
}

void Reader::read_body(Pending& pending) {
    std::string body;
    const std::size_t begin = at_;
    bool as_written = !pending.strip;
    while (at_ < text_.size()) {
        std::size_t end = std::min(text_.find('\n', at_), text_.size());
        std::string_view line = text_.substr(at_, end - at_);
        if (pending.strip) line.remove_prefix(std::min(line.find_first_not_of('\t'), line.size()));
        at_ = std::min(end + 1, text_.size());
        if (line == pending.delimiter) break;
        body += line;
        if (end < text_.size()) body += '\n';
    }
    const Span whole = span_from(begin);
    if (pending.quoted) {
        literal(*pending.body, body, begin, true);
        pending.body->span = whole;
        return;
    }
    if (!enter()) return;
    as_written = as_written && !fixed_;
    Reader reader(body, budget_, as_written ? offset_ + begin : 0, as_written ? std::nullopt : std::optional(whole));
    *pending.body = reader.here_document();
    leave();
    if (reader.failed()) fail(reader.fault());
}

std::string place_of(std::string_view text, std::size_t offset) {
    const std::string_view before = text.substr(0, std::min(offset, text.size()));
    const auto line = 1 + std::ranges::count(before, '\n');
    return std::to_string(line) + ":" + std::to_string(before.size() - (before.rfind('\n') + 1) + 1);
}

Result<List> parse(
    std::string_view text, Budget& budget, std::size_t offset, std::optional<Span> fixed, std::string_view line) {
    const auto refuse = [&](std::string message, std::size_t at) {
        return Error{Code::config, std::move(message), "", place_of(line, at), {}};
    };
    const std::size_t begin = fixed ? fixed->begin : offset;
    if (text.size() > max_bytes) return refuse("it is longer than 1 MiB", begin);
    budget.bytes += text.size();
    if (budget.bytes > max_read_bytes) return refuse("the texts in it are longer than 2 MiB together", begin);
    const std::size_t nul = text.find('\0');
    if (nul != std::string_view::npos && !fixed && !budget.holes) return refuse("it holds a NUL byte", begin + nul);
    std::string with_holes;
    if (nul != std::string_view::npos) {
        with_holes = text;
        std::ranges::replace(with_holes, unknown, hole);
        text = with_holes;
    }
    Reader reader(text, budget, offset, fixed);
    List list = reader.script();
    if (reader.failed()) return refuse(reader.fault(), reader.fault_at());
    return list;
}

Result<List> parse(std::string_view text, Budget& budget) { return parse(text, budget, 0, std::nullopt, text); }

Result<List> parse(std::string_view text) {
    Budget budget;
    return parse(text, budget);
}

}  // namespace scc::shell
