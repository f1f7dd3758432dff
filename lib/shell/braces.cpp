#include <algorithm>
#include <cstdint>
#include <limits>

#include "base/text.hpp"
#include "shell/expand.hpp"

namespace scc::shell {
namespace {

// A word cut into units: one unquoted byte, or a part that is kept whole.
struct Unit {
    char byte = '\0';
    const Part* part = nullptr;

    bool is(char c) const { return part == nullptr && byte == c; }
};

using Units = std::vector<Unit>;

Units units_of(const Word& word) {
    Units units;
    for (const Part& part : word.parts) {
        if (part.kind == Part::Kind::literal && !part.quoted) {
            for (const char c : part.text) units.push_back({c, nullptr});
        } else {
            units.push_back({'\0', &part});
        }
    }
    return units;
}

Word word_of(const Units& units, Span span) {
    Word word;
    word.span = span;
    for (const Unit& unit : units) {
        if (unit.part != nullptr) {
            word.parts.push_back(*unit.part);
        } else if (!word.parts.empty() && word.parts.back().kind == Part::Kind::literal && !word.parts.back().quoted) {
            word.parts.back().text += unit.byte;
        } else {
            word.parts.push_back({.text = std::string(1, unit.byte), .span = span});
        }
    }
    return word;
}

// The places of "{", of the commas between, and of "}".
using Marks = std::vector<std::size_t>;

// The marks of every pair of braces, in the order of their opening.
std::vector<Marks> pairs_in(const Units& units) {
    std::vector<Marks> open;
    std::vector<Marks> closed;
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (units[i].is('{')) open.push_back({i});
        if (open.empty()) continue;
        if (units[i].is(',')) open.back().push_back(i);
        if (!units[i].is('}')) continue;
        open.back().push_back(i);
        closed.push_back(std::move(open.back()));
        open.pop_back();
    }
    std::ranges::sort(closed, {}, [](const Marks& marks) { return marks.front(); });
    return closed;
}

bool is_letter(const std::string& word) {
    return word.size() == 1 && ((word[0] >= 'a' && word[0] <= 'z') || (word[0] >= 'A' && word[0] <= 'Z'));
}

// {1..3} and {a..c}, which have no comma.
std::vector<Units> sequence(const Units& units, std::size_t begin, std::size_t end) {
    std::string inner;
    for (std::size_t i = begin + 1; i < end; ++i) {
        if (units[i].part != nullptr) return {};
        inner += units[i].byte;
    }
    const std::size_t dots = inner.find("..");
    if (dots == std::string::npos) return {};
    const std::string first = inner.substr(0, dots);
    const std::string last = inner.substr(dots + 2);
    const auto from = text::number(first);
    const auto to = text::number(last);
    std::vector<Units> made;
    const auto add = [&](const std::string& bytes) {
        Units& one = made.emplace_back();
        for (const char c : bytes) one.push_back({c, nullptr});
    };
    constexpr std::uint64_t largest = std::numeric_limits<std::int64_t>::max();
    if (from && to && *from <= *to && *to <= largest && *to - *from < max_brace_words) {
        for (std::uint64_t i = *from; i <= *to; ++i) add(std::to_string(i));
    } else if (is_letter(first) && is_letter(last) && first <= last) {
        for (char c = first[0]; c <= last[0]; ++c) add(std::string(1, c));
    }
    return made;
}

std::vector<Units> alternatives(const Units& units, const std::vector<std::size_t>& marks) {
    if (marks.size() == 2) return sequence(units, marks[0], marks[1]);
    std::vector<Units> made;
    for (std::size_t i = 0; i + 1 < marks.size(); ++i) {
        made.emplace_back(units.begin() + static_cast<std::ptrdiff_t>(marks[i]) + 1,
                          units.begin() + static_cast<std::ptrdiff_t>(marks[i + 1]));
    }
    return made;
}

// The words that the first pair of braces with something to choose from makes; empty when there is none.
std::vector<Units> choices(const Units& units) {
    for (const Marks& marks : pairs_in(units)) {
        std::vector<Units> made = alternatives(units, marks);
        for (Units& one : made) {
            Units joined(units.begin(), units.begin() + static_cast<std::ptrdiff_t>(marks.front()));
            joined.insert(joined.end(), one.begin(), one.end());
            joined.insert(joined.end(), units.begin() + static_cast<std::ptrdiff_t>(marks.back()) + 1, units.end());
            one = std::move(joined);
        }
        if (!made.empty()) return made;
    }
    return {};
}

// Replaces braces until none is left; false when there would be too many words.
bool expand_all(std::vector<Units>& words, Scope& scope) {
    for (std::size_t i = 0; i < words.size();) {
        const std::vector<Units> made = choices(words[i]);
        if (words.size() + made.size() > max_brace_words) return false;
        if (!scope.spend((made.size() + 1) * (words[i].size() + 16))) return false;
        if (made.empty()) {
            ++i;
            continue;
        }
        words.erase(words.begin() + static_cast<std::ptrdiff_t>(i));
        words.insert(words.begin() + static_cast<std::ptrdiff_t>(i), made.begin(), made.end());
    }
    return true;
}

}  // namespace

std::vector<Word> expand_braces(const Word& word, Scope& scope) {
    std::vector<Units> all = {units_of(word)};
    std::vector<Word> words;
    if (all[0].size() > max_brace_units || !expand_all(all, scope)) {
        words.push_back({{{.kind = Part::Kind::glob, .text = "{", .span = word.span}}, word.span});
        return words;
    }
    for (const Units& units : all) words.push_back(word_of(units, word.span));
    return words;
}

}  // namespace scc::shell
