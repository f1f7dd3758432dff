#include "scan/yaml_scalar.hpp"

#include <algorithm>

namespace scc::safety::yaml {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }

// Goes through value and file side by side. What the two do not share has been made by the style.
class Retracing {
public:
    Retracing(std::string_view value, std::string_view file, shell::Span span, Style style)
        : value_(value), file_(file), at_(span.begin), end_(std::min(span.end, file.size())), style_(style) {}

    Script retrace() && {
        begin();
        while (done_ < value_.size()) step();
        return std::move(made_);
    }

private:
    char here() const { return at_ < end_ ? file_[at_] : '\0'; }
    char next() const { return value_[done_]; }

    // Anchor and tag stand before the scalar.
    void properties() {
        while (here() == '&' || here() == '!') {
            at_ = std::min(file_.find_first_of(" \t\r\n", at_), end_);
            at_ = std::min(file_.find_first_not_of(" \t\r\n", at_), end_);
        }
    }

    void begin() {
        if (style_ != Style::plain) properties();
        if (style_ == Style::single_quoted || style_ == Style::double_quoted) ++at_;
        if (style_ != Style::literal && style_ != Style::folded) return;
        while (at_ < end_ && here() != '\n') ++at_;
        if (at_ < end_) ++at_;
        line_begins();
    }

    // Steps over indentation that is not part of the value.
    void line_begins() {
        std::size_t kept = 0;
        while (done_ + kept < value_.size() && is_blank(value_[done_ + kept])) ++kept;
        std::size_t written = 0;
        while (at_ + written < end_ && is_blank(file_[at_ + written])) ++written;
        if (style_ != Style::literal && style_ != Style::folded) kept = 0;
        at_ += written - std::min(kept, written);
    }

    void step() {
        if (here() == '\n' || here() == '\r' || is_folded()) return line_end();
        if (style_ == Style::double_quoted && here() == '\\') return escape();
        if (at_ >= end_ || here() != next()) return lost();
        made_.copy(file_.substr(at_, 1), at_);
        ++done_;
        const bool doubled = style_ == Style::single_quoted && here() == '\'';
        at_ += doubled ? 2 : 1;
    }

    // Blanks before the end of a line that is folded.
    bool is_folded() const {
        if (style_ == Style::literal || style_ == Style::folded || !is_blank(here())) return false;
        const std::size_t end = file_.find_first_not_of(" \t", at_);
        return end < end_ && (file_[end] == '\n' || file_[end] == '\r');
    }

    // One line end of the file is a line end of the value, a blank, or nothing.
    void line_end() {
        const std::size_t begin = at_;
        while (is_blank(here())) ++at_;
        if (here() == '\r') ++at_;
        if (here() == '\n') ++at_;
        if (next() == '\n' || next() == ' ') {
            const bool empty_line = style_ != Style::literal && next() == '\n' && is_first_of_several(begin);
            if (!empty_line) {
                made_.put(value_.substr(done_, 1), {begin, at_});
                ++done_;
            }
        }
        if (done_ < value_.size()) line_begins();
    }

    // The first of several line ends in a row is folded away.
    bool is_first_of_several(std::size_t begin) const {
        const std::size_t text = std::min(file_.find_first_not_of(" \t\r\n", at_), end_);
        const auto written = 1 + std::count(file_.begin() + static_cast<std::ptrdiff_t>(at_),
                                            file_.begin() + static_cast<std::ptrdiff_t>(std::max(at_, text)),
                                            '\n');
        const std::size_t other = std::min(value_.find_first_not_of('\n', done_), value_.size());
        return begin < at_ && written > static_cast<std::ptrdiff_t>(other - done_);
    }

    void escape() {
        const char letter = at_ + 1 < end_ ? file_[at_ + 1] : '\0';
        if (letter == '\n' || letter == '\r') {
            at_ += letter == '\r' ? 3 : 2;
            while (is_blank(here())) ++at_;
            return;
        }
        const std::size_t length = letter == 'x' ? 4 : letter == 'u' ? 6 : letter == 'U' ? 10 : 2;
        std::size_t bytes = 1;
        while (done_ + bytes < value_.size() && (static_cast<unsigned char>(value_[done_ + bytes]) & 0xc0U) == 0x80U) {
            ++bytes;
        }
        made_.put(value_.substr(done_, bytes), {at_, std::min(at_ + length, end_)});
        done_ += bytes;
        at_ = std::min(at_ + length, end_);
    }

    // What cannot be retraced stands where the retracing stopped.
    void lost() {
        const std::size_t place = std::min(at_, end_);
        made_.put(value_.substr(done_), {place, std::max(place, end_)});
        done_ = value_.size();
    }

    std::string_view value_;
    std::string_view file_;
    std::size_t at_;
    std::size_t end_;
    Style style_;
    std::size_t done_ = 0;
    Script made_;
};

}  // namespace

Script retraced(std::string_view value, std::string_view file, shell::Span span, Style style) {
    return Retracing(value, file, span, style).retrace();
}

}  // namespace scc::safety::yaml
