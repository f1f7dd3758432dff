#include <algorithm>

#include "rule/net.hpp"
#include "rule/place.hpp"

namespace scc::rule {
namespace {

bool is_unknown(const shell::Argument& word) { return word.text.starts_with(shell::unknown); }

// The letters of options whose value is code, or says that the code stands elsewhere.
std::string_view code_letters(std::string_view program) {
    static constexpr std::string_view interpreters[] = {
        "bun", "deno", "lua", "node", "nodejs", "perl", "php", "python", "python2", "python3", "ruby"};
    return std::ranges::find(interpreters, program) == std::end(interpreters) ? "c" : "cemprnf";
}

// Whether a shell or an interpreter takes its code from what flows into it.
bool takes_input(const Words& words) {
    const std::string_view code = code_letters(words.program);
    const auto all = words.all;
    for (std::size_t i = 1; i < all.size(); ++i) {
        const std::string_view word = all[i].text;
        if (word == "-" || word == "-s" || word == "/dev/stdin") return true;
        if (!word.starts_with('-')) return is_unknown(all[i]);
        if (word == "--help" || word == "--version" || word == "-V" || word == "-h") return false;
        if (word.starts_with("--")) continue;
        if (word.find_first_of(code) != std::string_view::npos) return i + 1 < all.size() && is_unknown(all[i + 1]);
        if (word.ends_with('o') || word.ends_with('O')) ++i;
    }
    return true;
}

}  // namespace

bool runs_fetched(const Words& words, Place& place) {
    if (!place.fetched) return false;
    const bool reads_words = words.program == "eval" || words.program == "source" || words.program == ".";
    return reads_words ? std::ranges::any_of(words.all.subspan(1), is_unknown) : takes_input(words);
}

}  // namespace scc::rule
