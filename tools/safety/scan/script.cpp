#include "scan/script.hpp"

#include <algorithm>

namespace scc::safety {

void Script::copy(std::string_view bytes, std::size_t offset) {
    if (bytes.empty()) return;
    const bool goes_on = !pieces_.empty() && pieces_.back().verbatim && pieces_.back().from.end == offset;
    if (goes_on) pieces_.back().from.end += bytes.size();
    else pieces_.push_back({text_.size(), {offset, offset + bytes.size()}, true});
    text_ += bytes;
}

void Script::put(std::string_view bytes, shell::Span instead_of) {
    if (bytes.empty()) return;
    pieces_.push_back({text_.size(), instead_of, false});
    text_ += bytes;
}

void Script::put_unknown(shell::Span instead_of) {
    put(std::string_view(&shell::unknown, 1), instead_of);
    has_holes_ = true;
}

void Script::append(const Script& other) {
    for (const Piece& piece : other.pieces_) {
        pieces_.push_back({piece.at + text_.size(), piece.from, piece.verbatim});
    }
    text_ += other.text_;
    has_holes_ = has_holes_ || other.has_holes_;
}

Script Script::slice(shell::Span span) const {
    Script made;
    while (span.begin < span.end) {
        const Piece& piece = piece_at(span.begin);
        const auto next = std::ranges::upper_bound(pieces_, span.begin, {}, &Piece::at);
        const std::size_t end = std::min(span.end, next == pieces_.end() ? text_.size() : next->at);
        const std::string_view bytes = std::string_view(text_).substr(span.begin, end - span.begin);
        if (piece.verbatim) made.copy(bytes, piece.from.begin + (span.begin - piece.at));
        else made.put(bytes, piece.from);
        span.begin = end;
    }
    made.has_holes_ = has_holes_;
    return made;
}

const Script::Piece& Script::piece_at(std::size_t offset) const {
    const auto after = std::ranges::upper_bound(pieces_, offset, {}, &Piece::at);
    return after == pieces_.begin() ? *after : *(after - 1);
}

shell::Span Script::in_file(shell::Span span) const {
    if (!argv.empty() || pieces_.empty()) return words_at;
    const std::size_t begin = std::min(span.begin, text_.size());
    const std::size_t last = std::max(begin + 1, std::min(span.end, text_.size())) - 1;
    const Piece& first = piece_at(begin);
    const Piece& end = piece_at(last);
    shell::Span found;
    found.begin = first.verbatim ? std::min(first.from.begin + (begin - first.at), first.from.end) : first.from.begin;
    found.end = end.verbatim ? std::min(end.from.begin + (last - end.at) + 1, end.from.end) : end.from.end;
    found.end = std::max(found.end, found.begin);
    return found;
}

}  // namespace scc::safety
